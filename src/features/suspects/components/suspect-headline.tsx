import { getTranslations } from 'next-intl/server'
import type { Fen } from '@/domain/money'
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
  const items = [
    { name: 'suspects', label: t('suspects'), value: formatCount(sum.suspects), note: t('ofAccounts', { accounts: formatCount(accounts) }) },
    { name: 'expected', label: t('expectedAll'), value: formatYuan(sum.expectedFen), note: t('expectedNote') },
    { name: 'stake', label: t('stakeAll'), value: formatYuan(sum.stakeFen), note: t('stakeNote') },
  ]
  return (
    <div className="mb-4 grid gap-2">
      <dl className="grid grid-cols-1 gap-3 sm:grid-cols-3">
        {items.map(({ name, label, value, note }) => (
          <div key={name} data-figure={name} className="bg-surface border-line rounded-lg border px-4 py-3">
            <dt className="text-muted text-sm">{label}</dt>
            <dd>
              <span className="tabular text-2xl font-semibold">{value}</span>
              <span className="text-muted block text-sm">{note}</span>
            </dd>
          </div>
        ))}
      </dl>
      {oldest && <p className="text-muted text-sm">{t('scoredAt', { at: formatInstant(oldest.scoredAt, locale), from: formatMonth(oldest.from, locale), to: formatMonth(oldest.to, locale) })}</p>}
    </div>
  )
}
