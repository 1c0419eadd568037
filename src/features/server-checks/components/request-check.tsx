'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { newRequestKey } from '@/ui/request-key'
import { requestCheckAction } from '../actions'

/** Asks for a check now; the worker does it. */
export function RequestCheck() {
  const t = useTranslations('serverCheck')
  const router = useRouter()
  const { execute, result, isPending } = useAction(requestCheckAction, { onSuccess: () => router.refresh() })
  return (
    <>
      <Button variant="primary" pending={isPending} onClick={() => execute({ requestKey: newRequestKey() })}>
        {t('check')}
      </Button>
      <ActionNotice error={result.serverError} />
    </>
  )
}
