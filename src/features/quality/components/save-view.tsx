'use client'

import { Camera } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { addLinkedEvidenceAction } from '../evidence-actions'
import { useTurn } from './use-turn'

interface SaveViewProps {
  project: string
  step: string
  title: string
  /** The address of the view. */
  reference: string
  /** What it shows now; later changes do not reach it. */
  figures: readonly { name: string; value: string }[]
}

/** Files what a chart shows just now as evidence: its address and its figures, frozen. */
export function SaveView({ project, step, title, reference, figures }: SaveViewProps) {
  const t = useTranslations('quality.evidence')
  const { turn: requestKey } = useTurn()
  const { execute, result, isPending, hasSucceeded } = useAction(addLinkedEvidenceAction)
  return (
    <span className="no-print inline-flex flex-wrap items-center gap-2">
      <Button variant="ghost" pending={isPending} disabled={hasSucceeded || figures.length === 0} onClick={() => execute({ requestKey, project, step, kind: 'chart', title, reference, figures: [...figures] })}>
        <Camera aria-hidden className="size-4" />
        {t(hasSucceeded ? 'filed' : 'fileView')}
      </Button>
      <ActionNotice error={result.serverError} />
    </span>
  )
}
