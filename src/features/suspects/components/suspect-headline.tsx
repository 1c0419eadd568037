import { getTranslations } from 'next-intl/server'
import type { Fen } from '@/domain/money'
import { FigureCards } from '@/ui/figure-cards'
import { formatCount, formatInstant, formatMonth, formatYuan, type FormatLocale } from '@/ui/format'
import type { ScoringRun } from '../queries'

interface SuspectHeadlineProps {
  sum: { suspects: number; expectedFen: Fen; stakeFen: Fen }
  runs: readonly ScoringRun[]
  locale: FormatLocale
}

/** How many, what going there is expected to bring, and what was looked at when. */
export async function SuspectHeadline({ sum, runs, locale }: SuspectHeadlineProps) {
  const t = await getTranslations('suspects')
  const [oldest] = [...runs].sort((a, b) => a.scoredAt.getTime() - b.scoredAt.getTime())
  const accounts = runs.reduce((total, run) => total + run.accounts, 0)
  const figures = [
    { name: 'suspects', label: t('suspects'), value: formatCount(sum.suspects), note: t('ofAccounts', { accounts: formatCount(accounts) }) },
    { name: 'expected', label: t('expectedAll'), value: formatYuan(sum.expectedFen), note: t('expectedNote') },
    { name: 'stake', label: t('stakeAll'), value: formatYuan(sum.stakeFen), note: t('stakeNote') },
  ]
  return (
    <div className="mb-4 grid gap-2">
      <FigureCards figures={figures} columns={3} />
      {oldest && <p className="text-muted text-sm">{t('scoredAt', { at: formatInstant(oldest.scoredAt, locale), from: formatMonth(oldest.from, locale), to: formatMonth(oldest.to, locale) })}</p>}
    </div>
  )
}
