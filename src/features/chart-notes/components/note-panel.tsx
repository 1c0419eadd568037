'use client'

import { useTranslations } from 'next-intl'
import { lazy, Suspense, useState } from 'react'
import type { NotePanelProps } from './note-editor'

const NoteEditor = lazy(() => import('./note-editor'))

/** What is noted on these charts, and a form to note more, once it is opened. */
export function NotePanel(props: NotePanelProps) {
  const t = useTranslations('chartNotes')
  const [opened, setOpened] = useState(false)
  if (!props.place && props.notes.length === 0) return null
  return (
    <details onToggle={() => setOpened(true)} className="border-line bg-surface no-print mb-4 rounded-lg border px-4 py-2">
      <summary className="min-h-8 py-1 font-medium">{t('title', { count: props.notes.length })}</summary>
      {opened && (
        <Suspense>
          <NoteEditor {...props} />
        </Suspense>
      )}
    </details>
  )
}
