/** Pictures made small enough to send over a village's network; what the camera wrote into them (place, device) goes with it. */
import type { SmallPicture } from './shapes'

const LONGEST_SIDE = 1280
const QUALITY = 0.75

/** @throws Error when the file is no picture the browser can read */
export async function shrunk(file: File): Promise<SmallPicture> {
  const picture = await createImageBitmap(file)
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  return pictureOf(canvas, file.name, 'image/jpeg')
}

export async function pictureOf(canvas: HTMLCanvasElement, name: string, mediaType: SmallPicture['mediaType']): Promise<SmallPicture> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, mediaType, QUALITY))
  if (!blob) throw new Error('the browser cannot write pictures')
  return { name, mediaType, bytes: blob.size, base64: await base64Of(blob) }
}

async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let text = ''
  const STEP = 0x8000
  for (let at = 0; at < bytes.length; at += STEP) text += String.fromCharCode(...bytes.subarray(at, at + STEP))
  return btoa(text)
}

/** For an image element. */
export const addressOf = ({ base64, mediaType }: SmallPicture): string => `data:${mediaType};base64,${base64}`

export const blobOf = ({ base64, mediaType }: SmallPicture): Blob => new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type: mediaType })
