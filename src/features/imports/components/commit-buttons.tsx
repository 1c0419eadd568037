'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { checkImportAction, commitImportAction, discardImportAction } from '../actions'

interface CommitButtonsProps {
  id: string
  version: number
  /** Rows that would go in, that equal the books, and that stay out. */
  ready: number
  unchanged: number
  open: number
  /** Whether the ready ones may go in while others stay out. */
  partial: boolean
}

/** The last step: into the books, or away with it. */
export function CommitButtons({ id, version, ready, unchanged, open, partial }: CommitButtonsProps) {
  const t = useTranslations('imports.detail')
  const router = useRouter()
  const done = { onSuccess: () => router.refresh() }
  const commit = useAction(commitImportAction, done)
  const discard = useAction(discardImportAction, done)
  const again = useAction(checkImportAction, done)
  const pending = commit.isPending || discard.isPending || again.isPending
  const isHeld = open > 0 && !partial
  const message = isHeld ? t('held', { count: open }) : open > 0 ? t('partly', { count: open, ready }) : ready === 0 ? t('nothing', { unchanged }) : t('ready', { count: ready + unchanged })
  return (
    <div className="grid gap-2">
      <p role="status">{message}</p>
      <ActionNotice error={commit.result.serverError ?? discard.result.serverError ?? again.result.serverError} />
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" pending={pending} disabled={isHeld || (ready === 0 && (open > 0 || unchanged === 0))} onClick={() => commit.execute({ id, version })}>
          {t('commit', { count: ready + (partial ? 0 : unchanged) })}
        </Button>
        <Button pending={pending} onClick={() => again.execute({ id, version })}>
          {t('checkAgain')}
        </Button>
        <Button variant="danger" pending={pending} onClick={() => discard.execute({ id, version })}>
          {t('discard')}
        </Button>
      </div>
    </div>
  )
}
