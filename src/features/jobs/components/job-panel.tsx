'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useEffect, useState } from 'react'
import { Notice } from '@/ui/badge'
import { Button } from '@/ui/button'
import { formatCount } from '@/ui/format'
import { cancelJobAction, jobProgressAction } from '../actions'
import { paceOf, type JobProgress } from '../job-progress'

const ASK_EVERY_MS = 700

interface JobPanelProps {
  initial: JobProgress
  title: string
}

const isUnderWay = ({ state }: JobProgress): boolean => state === 'queued' || state === 'running'

/** A job under way: its bar, rows a second, time left, and a way to stop it. The page may be left; it goes on. */
export function JobPanel({ initial, title }: JobPanelProps) {
  const t = useTranslations('common.job')
  const router = useRouter()
  const [progress, setProgress] = useState(initial)
  const cancel = useAction(cancelJobAction)
  useEffect(() => {
    if (!isUnderWay(progress)) return
    const timer = setTimeout(() => {
      void jobProgressAction({ id: progress.id }).then((answer) => {
        setProgress({ ...(answer?.data ?? progress) })
        if (answer?.data && !isUnderWay(answer.data)) router.refresh()
      })
    }, ASK_EVERY_MS)
    return () => clearTimeout(timer)
  }, [progress, router])
  const { percent, rowsPerSecond, secondsLeft } = paceOf(progress)
  if (progress.state === 'failed') return <Notice tone="bad" role="alert" title={title}>{t('failed', { reference: progress.failure ?? '' })}</Notice>
  if (progress.state === 'cancelled') return <Notice tone="warn" role="status" title={title}>{t('cancelled')}</Notice>
  return (
    <div className="bg-surface border-line grid gap-2 rounded-lg border px-4 py-3" data-job={progress.state}>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="font-semibold">{title}</p>
        {isUnderWay(progress) && (
          <Button pending={cancel.isPending} onClick={() => cancel.execute({ id: progress.id })}>
            {t('cancel')}
          </Button>
        )}
      </div>
      <progress max={100} value={percent} aria-label={title} className="accent-accent h-2 w-full" />
      <p role="status" className="text-muted tabular text-sm">
        {progress.state === 'queued'
          ? t('queued')
          : progress.state === 'done'
            ? t('done', { rows: formatCount(BigInt(progress.done)) })
            : t('running', { done: formatCount(BigInt(progress.done)), total: formatCount(BigInt(progress.total ?? '0')), speed: formatCount(rowsPerSecond), left: secondsLeft === null ? 'unknown' : String(secondsLeft) })}
      </p>
    </div>
  )
}
