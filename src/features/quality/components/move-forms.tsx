'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { moveProjectAction } from '../actions'
import { PlainForm } from './plain-form'
import { useTurn } from './use-turn'

interface MoveProps {
  project: string
  version: number
}

/** Passes the gate of the step under way. It is offered whether or not something is missing; the server says what. */
export function PassGate({ project, version, step, label, ready }: MoveProps & { step: string; label: string; ready: boolean }) {
  const { turn: requestKey } = useTurn()
  const { execute, result, isPending } = useAction(moveProjectAction)
  return (
    <div className="no-print grid gap-2">
      <ActionNotice error={result.serverError} />
      <div>
        <Button variant={ready ? 'primary' : 'secondary'} pending={isPending} disabled={!ready} onClick={() => execute({ move: 'pass', project, version, step, requestKey })}>
          {label}
        </Button>
      </div>
    </div>
  )
}

export function ReopenStep({ project, version, steps }: MoveProps & { steps: readonly { value: string; label: string }[] }) {
  const t = useTranslations('quality')
  const { turn: requestKey } = useTurn()
  const { execute, result, isPending } = useAction(moveProjectAction)
  return (
    <PlainForm
      fields={[{ name: 'step', label: t('project.reopenTo'), type: 'select', options: steps }, { name: 'reason', label: t('fields.reason') }]}
      initial={{ step: steps.at(-1)?.value ?? '', reason: '' }} submit={t('project.reopenDo')} schema={() => import('../schemas').then(({ moveProjectSchema }) => moveProjectSchema)}
      toInput={(values) => ({ ...values, move: 'reopen', project, version, requestKey })} send={execute} pending={isPending} error={result.serverError}
      note={() => <p className="text-muted text-sm">{t('project.reopenHint')}</p>}
    />
  )
}
