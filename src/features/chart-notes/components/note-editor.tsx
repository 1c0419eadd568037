'use client'

import { Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useRef, useState, type FormEvent } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { describedBy, Field, Select, TextInput } from '@/ui/field'
import { newRequestKey } from '@/ui/request-key'
import { addNoteAction, removeNoteAction } from '../actions'
import { addNoteSchema, MOST_LETTERS, NOTE_KINDS } from '../schemas'

export interface NotePanelProps {
  /** Where a new note would stand, in words and as codes; null when the viewer may not note anything there. */
  place: { label: string; stationCode: string; districtCode: string } | null
  month: string
  notes: readonly { id: string; line: string; mine: boolean }[]
}

/** The notes with what may be done about them; its script comes when the panel is opened. */
export default function NoteEditor({ place, month, notes }: NotePanelProps) {
  const t = useTranslations('chartNotes')
  const router = useRouter()
  const remove = useAction(removeNoteAction, { onSuccess: () => router.refresh() })
  return (
    <>
      <ul className="my-2 grid gap-1">
        {notes.map(({ id, line, mine }) => (
          <li key={id} className="flex items-center justify-between gap-2">
            <span>{line}</span>
            {mine && (
              <Button variant="ghost" pending={remove.isPending} aria-label={t('remove', { note: line })} onClick={() => remove.execute({ id })}>
                <Trash2 aria-hidden className="size-4" />
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ActionNotice error={remove.result.serverError} />
      {place && <NoteForm place={place} month={month} />}
    </>
  )
}

function NoteForm({ place, month }: { place: NonNullable<NotePanelProps['place']>; month: string }) {
  const t = useTranslations('chartNotes')
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const key = useRef<string | null>(null)
  const [missing, setMissing] = useState(false)
  const add = useAction(addNoteAction, {
    onSuccess: () => {
      key.current = null
      form.current?.reset()
      router.refresh()
    },
  })
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    key.current ??= newRequestKey()
    const fields = Object.fromEntries(new FormData(event.currentTarget))
    const input = { ...fields, stationCode: place.stationCode, districtCode: place.districtCode, requestKey: key.current }
    const parsed = addNoteSchema.safeParse(input)
    setMissing(!parsed.success)
    if (parsed.success) add.execute({ ...parsed.data })
  }
  return (
    <form ref={form} onSubmit={submit} noValidate className="grid gap-3 border-t border-line pt-3 sm:grid-cols-[10rem_10rem_1fr_auto] sm:items-start">
      <Field id="note-month" label={t('month')}>
        <TextInput id="note-month" name="month" type="month" defaultValue={month} required />
      </Field>
      <Field id="note-kind" label={t('kind')}>
        <Select id="note-kind" name="kind">
          {NOTE_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kinds.${kind}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="note-text" label={t('text', { place: place.label })} error={missing ? t('missing') : undefined}>
        <TextInput {...describedBy('note-text', missing)} name="text" maxLength={MOST_LETTERS} required />
      </Field>
      <Button type="submit" variant="primary" pending={add.isPending} className="sm:mt-6">
        {t('add')}
      </Button>
      <ActionNotice error={add.result.serverError} />
    </form>
  )
}
