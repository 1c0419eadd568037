'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { newRequestKey } from '@/ui/request-key'
import { startBatchAction } from '../actions'

/** Has the batch carried out: once, however often it is clicked. */
export function StartBatch({ id, label }: { id: string; label: string }) {
  const t = useTranslations('orderDesk.batches')
  const router = useRouter()
  const [requestKey] = useState(newRequestKey)
  const { execute, result, isPending, hasSucceeded } = useAction(startBatchAction, { onSuccess: () => router.refresh() })
  return (
    <div className="grid gap-2">
      <ActionNotice error={result.serverError} />
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="primary" pending={isPending || hasSucceeded} onClick={() => execute({ id, requestKey })}>
          {label}
        </Button>
        <p className="text-muted text-sm">{t('onceOnly')}</p>
      </div>
    </div>
  )
}
