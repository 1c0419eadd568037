'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { ActionNotice, useErrorMessage } from '@/ui/action-notice'
import { Notice } from '@/ui/badge'
import { Button } from '@/ui/button'
import { checkImportAction, discardImportAction } from '../actions'

interface CheckButtonProps {
  id: string
  version: number
  /** What stopped the last check. */
  failure: { code: string; params: Readonly<Record<string, string | number>> } | null
}

/** For a file that is mapped and not checked: its check was stopped, or failed. */
export function CheckButton({ id, version, failure }: CheckButtonProps) {
  const t = useTranslations('imports.detail')
  const message = useErrorMessage()
  const router = useRouter()
  const done = { onSuccess: () => router.refresh() }
  const check = useAction(checkImportAction, done)
  const discard = useAction(discardImportAction, done)
  const pending = check.isPending || discard.isPending
  return (
    <div className="grid gap-2">
      {failure && (
        <Notice tone="bad" role="alert">
          {t('failed')} {message(failure)}
        </Notice>
      )}
      <ActionNotice error={check.result.serverError ?? discard.result.serverError} />
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" pending={pending} onClick={() => check.execute({ id, version })}>
          {failure ? t('checkAgain') : t('checkNow')}
        </Button>
        <Button variant="danger" pending={pending} onClick={() => discard.execute({ id, version })}>
          {t('discard')}
        </Button>
      </div>
    </div>
  )
}
