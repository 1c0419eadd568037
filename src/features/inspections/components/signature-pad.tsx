'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, type PointerEvent } from 'react'
import { Button } from '@/ui/button'
import { TextInput } from '@/ui/field'
import { blobOf, pictureOf } from '../phone/photos'
import type { SmallPicture } from '../phone/shapes'

const WIDTH = 640
const HEIGHT = 200
const INK = '#17202b'
const PAPER = '#ffffff'

/** The customer's signature: drawn with a finger, or written out where drawing is not possible. */
export function SignaturePad({ signature, change }: { signature: SmallPicture | null; change: (signature: SmallPicture | null) => void }) {
  const signed = signature !== null
  const t = useTranslations('inspections.form')
  const canvas = useRef<HTMLCanvasElement>(null)
  const drawing = useRef(false)
  const kept = useRef(signature)
  // One that was given before the page was left is seen again.
  useEffect(() => {
    if (kept.current === null) return
    void createImageBitmap(blobOf(kept.current)).then((picture) => canvas.current?.getContext('2d')?.drawImage(picture, 0, 0))
  }, [])
  const paper = () => {
    const context = canvas.current?.getContext('2d') ?? null
    if (context && !signed && !drawing.current) {
      context.fillStyle = PAPER
      context.fillRect(0, 0, WIDTH, HEIGHT)
    }
    return context
  }
  const keep = async () => {
    if (canvas.current) change(await pictureOf(canvas.current, 'signature.png', 'image/png'))
  }
  const move = (event: PointerEvent<HTMLCanvasElement>, begin: boolean) => {
    const context = begin ? paper() : (canvas.current?.getContext('2d') ?? null)
    if (!context || (!begin && !drawing.current)) return
    const box = event.currentTarget.getBoundingClientRect()
    const [x, y] = [((event.clientX - box.left) * WIDTH) / box.width, ((event.clientY - box.top) * HEIGHT) / box.height]
    if (begin) {
      drawing.current = true
      event.currentTarget.setPointerCapture(event.pointerId)
      context.strokeStyle = INK
      context.lineWidth = 4
      context.lineCap = 'round'
      context.beginPath()
      context.moveTo(x, y)
    } else {
      context.lineTo(x, y)
      context.stroke()
    }
  }
  const write = (name: string) => {
    const context = canvas.current?.getContext('2d')
    if (!context) return
    context.fillStyle = PAPER
    context.fillRect(0, 0, WIDTH, HEIGHT)
    if (name.trim() === '') return change(null)
    context.fillStyle = INK
    context.font = '72px serif'
    context.fillText(name, 24, 120, WIDTH - 48)
    void keep()
  }
  return (
    <section className="grid gap-2">
      <h2 className="font-semibold">{t('signature')}</h2>
      <canvas
        ref={canvas}
        width={WIDTH}
        height={HEIGHT}
        aria-label={t('signaturePad')}
        role="img"
        className="border-line h-28 w-full touch-none rounded-md border bg-white"
        onPointerDown={(event) => move(event, true)}
        onPointerMove={(event) => move(event, false)}
        onPointerUp={() => {
          drawing.current = false
          void keep()
        }}
      />
      <label htmlFor="visit-signer" className="text-sm">
        {t('signer')}
      </label>
      <div className="flex gap-2">
        <TextInput id="visit-signer" maxLength={20} onChange={(event) => write(event.target.value)} />
        <Button disabled={!signed} onClick={() => write('')}>
          {t('clear')}
        </Button>
      </div>
    </section>
  )
}
