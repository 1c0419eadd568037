'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { describedBy, Field, TextInput } from '@/ui/field'
import { importDocumentsAction } from '../actions'
import { ImportOutcome } from './import-outcome'

/** Tariff documents from a JSON file, as the export writes them. */
export function ImportDocuments() {
  const t = useTranslations('tariffDrafts.importing')
  const { executeAsync, result, isPending } = useAction(importDocumentsAction)
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        const file = new FormData(event.currentTarget).get('file')
        if (file instanceof File && file.size > 0) void file.text().then((text) => executeAsync({ text }))
      }}
    >
      <Field id="json-file" label={t('json')} hint={t('jsonHint')}>
        <TextInput {...describedBy('json-file', result.serverError !== undefined)} name="file" type="file" accept=".json,application/json" required />
      </Field>
      <ActionNotice error={result.serverError} />
      {result.data && <ImportOutcome outcome={result.data} />}
      <div>
        <Button type="submit" pending={isPending}>
          {t('upload')}
        </Button>
      </div>
    </form>
  )
}
