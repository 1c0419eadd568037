'use client'

import { useLocale, useTranslations } from 'next-intl'
import { isPlainDate, type PlainDate } from '@/domain/plain-date'
import { formatDate, formatMonth } from '@/ui/format'
import type { RuleEffect } from '../effect-queries'
import { DUE_STATES } from '../choices'
import type { RuleValues } from './rule-fields'

/** What a rule would change, as sentences: before and after, from when and until when, and how much is under way. */
export function EffectText({ effect, values }: { effect: RuleEffect; values: RuleValues }) {
  const lines = useLines(effect, values)
  return (
    <ul className="grid list-disc gap-1 pl-5">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

function useLines(effect: RuleEffect, values: RuleValues): string[] {
  const [t, states] = [useTranslations('datedRules'), useTranslations('workOrders.states')]
  const locale = useLocale()
  const day = (text: string) => (isPlainDate(text) ? formatDate(text, locale) : text)
  const untilLine = (until: PlainDate | null) => (until === null ? [] : [t('effect.until', { date: day(until) })])
  switch (effect.kind) {
    case 'penalty': {
      const inWords = ({ factor, fixed, months }: { factor: string; fixed: boolean; months: string }) => t('effect.penaltyWords', { factor: t(fixed ? 'penalty.exactly' : 'penalty.atMost', { factor }), months })
      const after = inWords({ factor: values.factor, fixed: values.fixed, months: values.monthsWhenUnknown })
      return [
        t('effect.penaltyFrom', { month: formatMonth(effect.firstMonth, locale) }),
        effect.before === null ? t('effect.new', { after }) : t('effect.change', { before: inWords({ ...effect.before, months: String(effect.before.monthsWhenUnknown) }), after }),
        ...untilLine(effect.until),
        t('effect.penaltyOrders', { count: effect.orders }),
        t('effect.posted'),
      ]
    }
    case 'due': {
      const after = t('due.dayCount', { count: Number(values.workingDays) })
      const state = DUE_STATES.find((one) => one === values.state) ?? 'draft'
      return [
        t('effect.dueFrom', { state: states(state), date: day(values.effectiveFrom) }),
        effect.beforeDays === null ? t('effect.new', { after }) : t('effect.change', { before: t('due.dayCount', { count: effect.beforeDays }), after }),
        ...untilLine(effect.until),
        t('effect.moved', { count: effect.orders }),
      ]
    }
    case 'calendar':
      return [t(values.isWorking ? 'effect.worked' : 'effect.free', { count: effect.days, from: day(values.from), to: day(values.to === '' ? values.from : values.to) }), t('effect.moved', { count: effect.orders }), t('effect.complaints')]
  }
}
