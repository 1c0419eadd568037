'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { lazy, Suspense } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Notice } from '@/ui/badge'
import { Button } from '@/ui/button'
import { describedBy, Field, TextInput } from '@/ui/field'
import { readPriceTableAction } from '../actions'

/** Comes when there is a table: it brings the rules of a whole document. */
const TableMappingForm = lazy(() => import('./table-mapping-form').then(({ TableMappingForm: form }) => ({ default: form })))

/** A published price table: read, then confirmed column by column and row by row. */
export function ImportTable() {
  const t = useTranslations('tariffDrafts.importing')
  const { execute, result, isPending, reset } = useAction(readPriceTableAction)
  const table = result.data
  if (table && table.rows.length > 0) {
    return (
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Suspense>
          <TableMappingForm table={table} />
        </Suspense>
        <div>
          <Button onClick={reset}>{t('again')}</Button>
        </div>
      </div>
    )
  }
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        execute(new FormData(event.currentTarget))
      }}
    >
      <Field id="table-file" label={t('table')} hint={t('tableHint')}>
        <TextInput {...describedBy('table-file', result.serverError !== undefined)} name="file" type="file" accept=".xlsx,.csv,.txt" required />
      </Field>
      <ActionNotice error={result.serverError} />
      {table && <Notice tone="warn" role="alert">{t('noTable')}</Notice>}
      <div>
        <Button type="submit" pending={isPending}>
          {t('upload')}
        </Button>
      </div>
    </form>
  )
}
