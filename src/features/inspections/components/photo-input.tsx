'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Notice } from '@/ui/badge'
import { Button } from '@/ui/button'
import { MOST_PHOTOS } from '../choices'
import { addressOf, shrunk } from '../phone/photos'
import type { SmallPicture } from '../phone/shapes'

const KILOBYTE = 1024

/** Photos from the camera or the album, made small before they are kept. */
export function PhotoInput({ photos, change }: { photos: readonly SmallPicture[]; change: (photos: SmallPicture[]) => void }) {
  const t = useTranslations('inspections.form')
  const [unreadable, setUnreadable] = useState(false)
  const add = async (files: readonly File[]) => {
    setUnreadable(false)
    const added: SmallPicture[] = []
    for (const file of files.slice(0, MOST_PHOTOS - photos.length)) {
      const picture = await shrunk(file).catch(() => null)
      if (picture) added.push(picture)
      else setUnreadable(true)
    }
    change([...photos, ...added])
  }
  return (
    <section className="grid gap-2">
      <label htmlFor="visit-photos" className="font-semibold">
        {t('photos', { limit: MOST_PHOTOS })}
      </label>
      <input
        id="visit-photos"
        type="file"
        accept="image/*"
        capture="environment"
        multiple
        disabled={photos.length >= MOST_PHOTOS}
        className="border-line bg-surface file:bg-raised file:text-ink min-h-11 w-full rounded-md border p-2 file:mr-3 file:min-h-8 file:rounded file:border-0 file:px-3"
        onChange={(event) => {
          const input = event.target
          void add([...(input.files ?? [])]).then(() => (input.value = ''))
        }}
      />
      {unreadable && <Notice tone="bad" role="alert">{t('photoUnreadable')}</Notice>}
      <ul className="grid gap-1">
        {photos.map((photo, place) => (
          <li key={`${photo.name}-${place}`} data-photo className="flex items-center justify-between gap-2">
            <span className="flex items-center gap-2">
              <span aria-hidden className="border-line size-14 rounded border bg-cover bg-center" style={{ backgroundImage: `url(${addressOf(photo)})` }} />
              <span className="tabular text-sm">{t('photo', { place: place + 1, size: Math.ceil(photo.bytes / KILOBYTE) })}</span>
            </span>
            <Button onClick={() => change(photos.filter((_, other) => other !== place))}>{t('remove', { place: place + 1 })}</Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
