'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { requestScoringAction } from '../actions'

/** Starts a scoring of all stations the viewer sees, or of the one shown. */
export function RunScoring({ stationCode, again }: { stationCode: string | undefined; again: boolean }) {
  const t = useTranslations('suspects')
  const router = useRouter()
  const request = useAction(requestScoringAction, { onSuccess: () => router.refresh() })
  return (
    <div className="grid gap-2">
      <Button variant={again ? 'secondary' : 'primary'} pending={request.isPending} onClick={() => request.execute(stationCode === undefined ? {} : { stationCode })}>
        {t(again ? 'scoreAgain' : 'score')}
      </Button>
      <ActionNotice error={request.result.serverError} />
    </div>
  )
}
