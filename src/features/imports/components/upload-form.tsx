'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { describedBy, Field, TextInput } from '@/ui/field'
import { withParams } from '@/ui/url'
import { uploadAction } from '../actions'

/** A native file field: dropping a file on it works, and so does the keyboard. */
export function UploadForm() {
  const t = useTranslations('imports.upload')
  const router = useRouter()
  const { execute, result, isPending, hasSucceeded } = useAction(uploadAction, {
    onSuccess: ({ data }) => {
      if (data) router.push(withParams(`/imports/${data.id}`, { seen: data.seenBefore ? 1 : null }))
    },
  })
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        execute(new FormData(event.currentTarget))
      }}
    >
      <Field id="file" label={t('label')} hint={t('hint')}>
        <TextInput {...describedBy('file', result.serverError !== undefined)} name="file" type="file" accept=".csv,.txt,.xlsx" className="border-dashed py-6" />
      </Field>
      <ActionNotice error={result.serverError} />
      <div>
        <Button type="submit" variant="primary" pending={isPending || hasSucceeded}>
          {t('submit')}
        </Button>
      </div>
    </form>
  )
}
