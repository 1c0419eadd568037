import 'server-only'
import sharp from 'sharp'
import { DomainError } from '@/domain/errors'

const SIDE_PX = 320
/** A picture of more pixels than any camera makes would only be there to exhaust the server. */
const MOST_PIXELS = 100_000_000

/** A small upright picture without the camera's notes on place and time. @throws DomainError `picture-broken` */
export async function thumbnailOf(content: Uint8Array): Promise<Uint8Array> {
  try {
    return await sharp(content, { limitInputPixels: MOST_PIXELS }).rotate().resize(SIDE_PX, SIDE_PX, { fit: 'inside', withoutEnlargement: true }).webp({ quality: 75 }).toBuffer()
  } catch {
    throw new DomainError('picture-broken')
  }
}
