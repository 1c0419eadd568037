import type { ReactNode } from 'react'
import { useLocale, useTranslations } from 'next-intl'
import type { PenaltyRule } from '@/domain/back-billing/penalty-rules'
import { daysBetween, type PlainDate } from '@/domain/plain-date'
import { Badge } from '@/ui/badge'
import { ColumnTable, type Column } from '@/ui/column-table'
import { formatDate } from '@/ui/format'
import { Standing } from '@/ui/standing'
import type { CalendarStretch, DueRuleRow } from '../queries'
import { DUE_STATES } from '../choices'

interface DatedProps {
  today: PlainDate
}

const Source = ({ children }: { children: ReactNode }) => <span className="block whitespace-normal sm:min-w-48">{children}</span>

export function PenaltyTable({ rules, today }: { rules: readonly PenaltyRule[] } & DatedProps) {
  const [t, common] = [useTranslations('datedRules'), useTranslations('common')]
  const locale = useLocale()
  const days = rules.map(({ effectiveFrom }) => effectiveFrom)
  const columns: Column<PenaltyRule>[] = [
    { head: t('effectiveFrom'), cell: ({ effectiveFrom }) => formatDate(effectiveFrom, locale) },
    { head: common('standing.head'), cell: ({ effectiveFrom }) => <Standing from={effectiveFrom} others={days} today={today} /> },
    { head: t('penalty.factor'), cell: ({ factor, fixed }) => t(fixed ? 'penalty.exactly' : 'penalty.atMost', { factor }) },
    { head: t('penalty.months'), numeric: true, cell: ({ monthsWhenUnknown }) => t('penalty.monthCount', { count: monthsWhenUnknown }) },
    { head: t('source'), cell: ({ source }) => <Source>{source[locale]}</Source> },
  ]
  return <ColumnTable stacks caption={t('kinds.penalty')} columns={columns} rows={rules} keyOf={({ effectiveFrom }) => effectiveFrom} />
}

export function DueTable({ rules, today }: { rules: readonly DueRuleRow[] } & DatedProps) {
  const [t, common, states] = [useTranslations('datedRules'), useTranslations('common'), useTranslations('workOrders.states')]
  const locale = useLocale()
  const inOrder = DUE_STATES.flatMap((state) => rules.filter((rule) => rule.state === state))
  const nameOf = (state: string) => DUE_STATES.flatMap((known) => (known === state ? [states(known)] : []))[0] ?? state
  const columns: Column<DueRuleRow>[] = [
    { head: t('due.state'), cell: ({ state }) => nameOf(state) },
    { head: t('effectiveFrom'), cell: ({ effectiveFrom }) => formatDate(effectiveFrom, locale) },
    {
      head: common('standing.head'),
      cell: ({ state, effectiveFrom }) => <Standing from={effectiveFrom} others={rules.filter((rule) => rule.state === state).map((rule) => rule.effectiveFrom)} today={today} />,
    },
    { head: t('due.workingDays'), numeric: true, cell: ({ workingDays }) => t('due.dayCount', { count: workingDays }) },
    { head: t('source'), cell: ({ source }) => <Source>{source === 'default' ? t('due.default') : source}</Source> },
  ]
  return <ColumnTable stacks caption={t('kinds.due')} columns={columns} rows={inOrder} keyOf={({ state, effectiveFrom }) => `${state} ${effectiveFrom}`} />
}

export function CalendarTable({ stretches }: { stretches: readonly CalendarStretch[] }) {
  const t = useTranslations('datedRules')
  const locale = useLocale()
  const columns: Column<CalendarStretch>[] = [
    { head: t('calendar.days'), cell: ({ from, to }) => (from === to ? formatDate(from, locale) : `${formatDate(from, locale)} – ${formatDate(to, locale)}`) },
    { head: t('calendar.dayCount'), numeric: true, cell: ({ from, to }) => daysBetween(from, to) + 1 },
    { head: t('calendar.what'), cell: ({ isWorking }) => <Badge tone={isWorking ? 'warn' : 'good'}>{t(isWorking ? 'calendar.worked' : 'calendar.free')}</Badge> },
    { head: t('source'), cell: ({ source }) => <Source>{source}</Source> },
  ]
  return <ColumnTable stacks caption={t('kinds.calendar')} columns={columns} rows={stretches} keyOf={({ from }) => from} />
}
