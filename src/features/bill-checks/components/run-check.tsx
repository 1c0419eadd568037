'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { requestCheckAction } from '../actions'

/** Starts a check of the month shown, in all stations or the one shown. */
export function RunCheck({ month, stationCode, again }: { month: string; stationCode: string | undefined; again: boolean }) {
  const t = useTranslations('billChecks')
  const router = useRouter()
  const request = useAction(requestCheckAction, { onSuccess: () => router.refresh() })
  return (
    <div className="grid gap-2">
      <Button variant={again ? 'secondary' : 'primary'} pending={request.isPending} onClick={() => request.execute({ month, ...(stationCode === undefined ? {} : { stationCode }) })}>
        {t(again ? 'runAgain' : 'run')}
      </Button>
      <ActionNotice error={request.result.serverError} />
    </div>
  )
}
