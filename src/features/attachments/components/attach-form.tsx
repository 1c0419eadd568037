'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { describedBy, Field, TextInput } from '@/ui/field'
import { newRequestKey } from '@/ui/request-key'
import { attachFileAction } from '../actions'

const ACCEPTED = 'image/png,image/jpeg,image/webp,application/pdf,.docx,.xlsx'

/** A native file field: a phone offers its camera, a desk takes a dropped file. */
export function AttachForm({ number, limitMegabytes }: { number: string; limitMegabytes: number }) {
  const t = useTranslations('attachments')
  const router = useRouter()
  const [requestKey] = useState(newRequestKey)
  const { execute, result, isPending } = useAction(attachFileAction, { onSuccess: () => router.refresh() })
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        const form = new FormData(event.currentTarget)
        form.set('number', number)
        form.set('requestKey', requestKey)
        execute(form)
      }}
    >
      <Field id="attachment" label={t('label')} hint={t('hint', { limit: limitMegabytes })}>
        <TextInput {...describedBy('attachment', result.serverError !== undefined)} name="file" type="file" accept={ACCEPTED} required />
      </Field>
      <ActionNotice error={result.serverError} />
      <div>
        <Button type="submit" pending={isPending}>
          {t('add')}
        </Button>
      </div>
    </form>
  )
}
