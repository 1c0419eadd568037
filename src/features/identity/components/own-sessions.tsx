'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { ActionNotice } from '@/ui/action-notice'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { endSessionAction } from '../actions'

interface OwnSessionsProps {
  sessions: readonly { id: string; begun: string; until: string; from: string; device: string; detail: string; current: boolean }[]
}

/** Where one is logged in, each with the button that ends it. */
export function OwnSessions({ sessions }: OwnSessionsProps) {
  const t = useTranslations('identity.profile')
  const router = useRouter()
  const { execute, result, isPending } = useAction(endSessionAction, { onSuccess: () => router.refresh() })
  return (
    <div className="grid gap-2">
      <ul className="grid gap-2">
        {sessions.map(({ id, begun, until, from, device, detail, current }) => (
          <li key={id} className="border-line flex flex-wrap items-center justify-between gap-2 border-b pb-2 last:border-b-0 last:pb-0">
            <span className="min-w-0">
              {t('session', { begun, from })} {current && <Badge tone="accent">{t('thisOne')}</Badge>}
              <span className="text-muted block text-sm break-words" title={detail}>
                {device} · {t('until', { until })}
              </span>
            </span>
            <Button pending={isPending} onClick={() => execute({ id })} aria-label={t('endOf', { begun })}>
              {t('end')}
            </Button>
          </li>
        ))}
      </ul>
      <ActionNotice error={result.serverError} />
    </div>
  )
}
