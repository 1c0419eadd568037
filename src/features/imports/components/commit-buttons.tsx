'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { commitImportAction, discardImportAction } from '../actions'

interface CommitButtonsProps {
  id: string
  version: number
  rowCount: number
  openCount: number
}

/** The last step: into the books, or away with it. */
export function CommitButtons({ id, version, rowCount, openCount }: CommitButtonsProps) {
  const t = useTranslations('imports.detail')
  const router = useRouter()
  const done = { onSuccess: () => router.refresh() }
  const commit = useAction(commitImportAction, done)
  const discard = useAction(discardImportAction, done)
  const pending = commit.isPending || discard.isPending
  return (
    <div className="grid gap-2">
      <p role="status">{openCount > 0 ? t('held', { count: openCount }) : t('ready', { count: rowCount })}</p>
      <ActionNotice error={commit.result.serverError ?? discard.result.serverError} />
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" pending={pending} disabled={openCount > 0} onClick={() => commit.execute({ id, version })}>
          {t('commit', { count: rowCount })}
        </Button>
        <Button variant="danger" pending={pending} onClick={() => discard.execute({ id, version })}>
          {t('discard')}
        </Button>
      </div>
    </div>
  )
}
