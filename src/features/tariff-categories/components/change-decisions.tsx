'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { decideChangeAction } from '../actions'
import type { DecideChange } from '../schemas'

/** Applies or rejects a proposed change of a category. */
export function ChangeDecisions({ id, decisions }: { id: string; decisions: readonly DecideChange['decision'][] }) {
  const t = useTranslations('tariffCategories')
  const router = useRouter()
  const { execute, result, isPending } = useAction(decideChangeAction, { onSuccess: () => router.refresh() })
  return (
    <div className="grid gap-2 px-4 pb-4">
      <ActionNotice error={result.serverError} />
      {decisions.length === 0 && <p className="text-muted text-sm">{t('waits')}</p>}
      <div className="flex gap-2">
        {decisions.map((decision) => (
          <Button key={decision} variant={decision === 'apply' ? 'primary' : 'secondary'} pending={isPending} onClick={() => execute({ id, decision })}>
            {t(`decisions.${decision}`)}
          </Button>
        ))}
      </div>
    </div>
  )
}
