'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useEffect } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Card } from '@/ui/card'
import { previewCorrectionAction } from '../actions'
import type { Correction } from '../schemas'
import { OrderAccountsTables } from './order-accounts-tables'

const TYPING_PAUSE_MS = 250

/** The back-billing of what is being typed, worked out by the server on the very path that will post it. */
export function BackBillingPreview({ correction }: { correction: Correction | null }) {
  const t = useTranslations('workOrders.preview')
  const { execute, result, isPending } = useAction(previewCorrectionAction)
  const wanted = correction === null ? null : JSON.stringify(correction)
  useEffect(() => {
    if (wanted === null) return undefined
    const timer = setTimeout(() => execute(JSON.parse(wanted) as Correction), TYPING_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [wanted, execute])
  return (
    <Card title={t('title')} flush>
      <div aria-live="polite" aria-busy={isPending} className={isPending ? 'opacity-60' : ''}>
        {wanted === null || (!result.data && !result.serverError) ? (
          <p className="text-muted px-4 pb-4">{t(isPending ? 'computing' : 'waiting')}</p>
        ) : result.serverError ? (
          <div className="px-4 pb-4">
            <ActionNotice error={result.serverError} />
          </div>
        ) : (
          <OrderAccountsTables accounts={result.data?.accounts ?? []} />
        )}
      </div>
    </Card>
  )
}
