'use client'

import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { Button } from '@/ui/button'
import { Field, Select } from '@/ui/field'
import { PurposeFields } from '@/ui/purpose-fields'

/** Asks what the list is wanted for in full, and fetches it as a form's answer: the file is saved, the page stays. */
export function ExportInFull({ addresses }: { addresses: Readonly<Record<'xlsx' | 'csv', string>> }) {
  const t = useTranslations('personalData')
  const dialog = useRef<HTMLDialogElement>(null)
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
          <PurposeFields id="export" />
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
