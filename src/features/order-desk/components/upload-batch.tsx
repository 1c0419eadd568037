'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { describedBy, Field, TextInput } from '@/ui/field'
import { uploadBatchAction } from '../actions'

/** Takes a filled-in workbook; the next page says row by row what is right and wrong with it. */
export function UploadBatch({ kind }: { kind: 'drafts' | 'decisions' }) {
  const t = useTranslations('orderDesk.excel')
  const router = useRouter()
  const { execute, result, isPending, hasSucceeded } = useAction(uploadBatchAction, { onSuccess: ({ data }) => router.push(`/work-orders/batches/${data.id}`) })
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        const form = new FormData(event.currentTarget)
        form.set('kind', kind)
        execute(form)
      }}
    >
      <Field id={`file-${kind}`} label={t(`upload.${kind}`)} hint={t('hint')}>
        <TextInput {...describedBy(`file-${kind}`, result.serverError !== undefined)} name="file" type="file" accept=".xlsx,.csv" required className="border-dashed py-5" />
      </Field>
      <ActionNotice error={result.serverError} />
      <div>
        <Button type="submit" variant="primary" pending={isPending || hasSucceeded}>
          {t('check')}
        </Button>
      </div>
    </form>
  )
}
