'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { newRequestKey } from '@/ui/request-key'
import { resolveConflictAction } from '../actions'

/** Which of the two counts. */
export function ResolveButtons({ inspection, onResolved }: { inspection: string; onResolved?: () => void }) {
  const t = useTranslations('inspections.conflict')
  const router = useRouter()
  const [requestKey] = useState(newRequestKey)
  const resolve = useAction(resolveConflictAction, { onSuccess: () => (onResolved ? onResolved() : router.refresh()) })
  return (
    <div className="mt-3 grid gap-2">
      <div className="flex flex-wrap gap-2">
        <Button pending={resolve.isPending} onClick={() => resolve.execute({ requestKey, inspection, keep: 'this' })}>
          {t('keepSent')}
        </Button>
        <Button pending={resolve.isPending} onClick={() => resolve.execute({ requestKey, inspection, keep: 'other' })}>
          {t('keepCounting')}
        </Button>
      </div>
      <ActionNotice error={resolve.result.serverError} />
    </div>
  )
}
