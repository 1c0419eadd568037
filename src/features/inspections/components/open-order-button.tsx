'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { useReady } from '@/ui/use-ready'
import { openOrderAction } from '../actions'

/** Makes a draft work order of a finding and goes there. */
export function OpenOrderButton({ inspection }: { inspection: string }) {
  const t = useTranslations('inspections.list')
  const router = useRouter()
  const ready = useReady()
  const open = useAction(openOrderAction, { onSuccess: ({ data }) => data && router.push(`/work-orders/${data.number}`) })
  return (
    <div className="grid gap-2">
      <Button variant="primary" disabled={!ready} pending={open.isPending || open.hasSucceeded} onClick={() => open.execute({ inspection })}>
        {t('openOrder')}
      </Button>
      <ActionNotice error={open.result.serverError} />
    </div>
  )
}
