'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { describedBy, Field, TextArea } from '@/ui/field'
import { previewDraftAction } from '../actions'

interface PreviewFormProps {
  id: string
  version: number
  /** Accounts to begin with: those of the last preview, or a few from small to large. */
  accountNos: readonly string[]
}

/** Chooses the real accounts that a draft is tried on. */
export function PreviewForm({ id, version, accountNos }: PreviewFormProps) {
  const t = useTranslations('tariffDrafts.preview')
  const router = useRouter()
  const [text, setText] = useState(accountNos.join('\n'))
  const { execute, result, isPending } = useAction(previewDraftAction, { onSuccess: () => router.refresh() })
  const chosen = text.split(/[\s,，、]+/).filter((number) => number !== '')
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        execute({ id, version, accountNos: chosen })
      }}
    >
      <Field id="preview-accounts" label={t('accounts')} hint={t('suggested')}>
        <TextArea {...describedBy('preview-accounts', false)} className="tabular" rows={6} value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      <ActionNotice error={result.serverError} />
      <div>
        <Button type="submit" pending={isPending} disabled={chosen.length === 0 || chosen.length > 30}>
          {t('run')}
        </Button>
      </div>
    </form>
  )
}
