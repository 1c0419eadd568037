'use client'

import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { PURPOSES } from '@/domain/identity/masking'
import { Button } from '@/ui/button'
import { Field, Select, TextInput } from '@/ui/field'

/** Asks what the list is wanted for in full, and fetches it as a form's answer: the file is saved, the page stays. */
export function ExportInFull({ addresses }: { addresses: Readonly<Record<'xlsx' | 'csv', string>> }) {
  const t = useTranslations('personalData')
  const dialog = useRef<HTMLDialogElement>(null)
  const [purpose, setPurpose] = useState<string>(PURPOSES[0])
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx')
  return (
    <>
      <button type="button" onClick={() => dialog.current?.showModal()} className="text-accent min-h-6 underline underline-offset-2">
        {t('export.open')}
      </button>
      <dialog ref={dialog} aria-labelledby="export-title" className="border-line bg-surface text-ink m-auto w-[min(28rem,calc(100vw-2rem))] rounded-lg border p-4 text-base backdrop:bg-black/40">
        <form method="post" action={addresses[format]} className="grid gap-3" onSubmit={() => dialog.current?.close()}>
          <h2 id="export-title" className="text-lg font-semibold">
            {t('export.title')}
          </h2>
          <p>{t('export.body')}</p>
          <Field id="export-purpose" label={t('purpose')}>
            <Select id="export-purpose" name="purpose" value={purpose} onChange={({ target }) => setPurpose(target.value)}>
              {PURPOSES.map((one) => (
                <option key={one} value={one}>
                  {t(`purposes.${one}`)}
                </option>
              ))}
            </Select>
          </Field>
          <Field id="export-note" label={purpose === 'other' ? t('noteRequired') : t('note')}>
            <TextInput id="export-note" name="note" maxLength={200} required={purpose === 'other'} />
          </Field>
          <Field id="export-format" label={t('export.format')}>
            <Select id="export-format" value={format} onChange={({ target }) => setFormat(target.value === 'csv' ? 'csv' : 'xlsx')}>
              <option value="xlsx">xlsx</option>
              <option value="csv">csv</option>
            </Select>
          </Field>
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={() => dialog.current?.close()}>{t('back')}</Button>
            <Button type="submit" variant="primary">
              {t('export.submit')}
            </Button>
          </div>
        </form>
      </dialog>
    </>
  )
}
