'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { TOOL_KINDS, type ToolKind } from '@/domain/quality/vocabulary'
import { addSheetAction } from '../actions'
import { Fold } from './fold'
import { PlainForm } from './plain-form'
import { useTurn } from './use-turn'

/** Adds a tool to a step: those usual there first. */
export function AddTool({ project, step, usual, open }: { project: string; step: string; usual: readonly ToolKind[]; open: boolean }) {
  const t = useTranslations('qualityTools')
  const fields = useTranslations('quality.fields')
  const { turn: requestKey, next } = useTurn()
  const { execute, result, isPending } = useAction(addSheetAction, { onSuccess: next })
  const kinds = [...usual, ...TOOL_KINDS.filter((kind) => kind !== 'plan' && !usual.includes(kind))]
  return (
    <Fold title={t('add')} open={open}>
      <PlainForm
        key={requestKey} fields={[{ name: 'kind', label: t('addKind'), type: 'select', options: kinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) })) }, { name: 'title', label: fields('title') }]}
        initial={{ kind: kinds[0] ?? 'notes', title: '' }} submit={t('add')} schema={() => import('../schemas').then(({ addSheetSchema }) => addSheetSchema)}
        toInput={(values) => ({ ...values, project, step, requestKey })} send={execute} pending={isPending} error={result.serverError}
      />
    </Fold>
  )
}
