'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { recordCheckAction, scheduleChecksAction } from '../actions'
import type { Choice } from './sheet-rows-view'
import { PlainForm } from './plain-form'
import { useTurn } from './use-turn'

export function ScheduleForm({ project, measures, standards }: { project: string; measures: readonly Choice[]; standards: Readonly<Record<string, string>> }) {
  const t = useTranslations('quality')
  const { turn: requestKey, next } = useTurn()
  const { execute, result, isPending } = useAction(scheduleChecksAction, { onSuccess: next })
  return (
    <PlainForm
      key={requestKey} wide
      fields={[
        { name: 'measure', label: t('checks.measure'), type: 'select', options: measures },
        { name: 'standardNo', label: t('checks.standardNo'), hint: t('checks.standardHint') },
        { name: 'dueOn', label: t('checks.dueOn'), hint: t('checks.dueHint') },
      ]}
      initial={{ measure: measures[0]?.value ?? '' }} submit={t('checks.plan')} schema={() => import('../schemas').then(({ scheduleChecksSchema }) => scheduleChecksSchema)}
      toInput={({ dueOn = '', standardNo = '', ...values }) => ({ ...values, standardNo: standardNo.trim() || (standards[values['measure'] ?? ''] ?? ''), dueOn: dueOn.split(/[\s,，、]+/).filter((day) => day !== ''), project, requestKey })}
      send={execute} pending={isPending} error={result.serverError}
    />
  )
}

/** Records what a later check found. */
export function RecordCheckForm({ project, id }: { project: string; id: string }) {
  const t = useTranslations('quality')
  const { execute, result, isPending } = useAction(recordCheckAction)
  return (
    <PlainForm
      fields={[
        { name: 'followed', label: t('checks.result'), type: 'select', options: [{ value: 'yes', label: t('checks.followed') }, { value: 'no', label: t('checks.notFollowed') }] },
        { name: 'finding', label: t('checks.finding') },
      ]}
      initial={{ followed: 'yes', finding: '' }} submit={t('checks.record')} schema={() => import('../schemas').then(({ recordCheckSchema }) => recordCheckSchema)}
      toInput={(values) => ({ project, id, followed: values['followed'] === 'yes', finding: values['finding'] })} send={execute} pending={isPending} error={result.serverError}
    />
  )
}
