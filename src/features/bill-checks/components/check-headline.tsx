import { getLocale, getTranslations } from 'next-intl/server'
import { fen } from '@/domain/money'
import { Notice } from '@/ui/badge'
import { FigureCards } from '@/ui/figure-cards'
import { formatCount, formatInstant, formatSignedYuan } from '@/ui/format'
import type { CheckSum, StationCheck } from '../queries'
import { billsOf } from './check-sums'

/** What was checked, when, and how it came out; and what has not been checked. */
export async function CheckHeadline({ sums, checks }: { sums: readonly CheckSum[]; checks: readonly StationCheck[] }) {
  const [t, locale] = await Promise.all([getTranslations('billChecks'), getLocale()])
  const all = checks.reduce((total, { bills }) => total + bills, 0)
  const checked = billsOf(sums)
  const oldest = checks.flatMap(({ checkedAt }) => (checkedAt ? [checkedAt] : [])).sort((a, b) => a.getTime() - b.getTime())[0]
  const open = checks.filter(({ checkedAt }) => checkedAt === null).length
  const later = checks.reduce((total, { checkedAt, bills, checked: then }) => total + (checkedAt && bills > then ? bills - then : 0), 0)
  const differs = sums.filter(({ outcome }) => outcome === 'differs')
  const figures = [
    { name: 'checked', label: t('checked'), value: formatCount(checked), note: t('ofBills', { bills: formatCount(all) }) },
    { name: 'match', label: t('outcomes.match'), value: formatCount(billsOf(sums.filter(({ outcome }) => outcome === 'match'))), note: t('matchNote') },
    { name: 'differs', label: t('outcomes.differs'), value: formatCount(billsOf(differs)), note: t('differsNote', { yuan: formatSignedYuan(fen(differs.reduce((total, sum) => total + sum.differenceFen, 0n))) }) },
    { name: 'uncheckable', label: t('outcomes.uncheckable'), value: formatCount(billsOf(sums.filter(({ outcome }) => outcome === 'uncheckable'))), note: t('uncheckableNote') },
  ]
  return (
    <div className="mb-4 grid gap-3">
      {open > 0 && checked > 0 && <Notice tone="warn">{t('openStations', { count: open })}</Notice>}
      {later > 0 && <Notice tone="warn">{t('cameLater', { count: formatCount(later) })}</Notice>}
      <FigureCards figures={figures} columns={4} />
      {oldest && <p className="text-muted text-sm">{t('checkedAt', { at: formatInstant(oldest, locale) })}</p>}
    </div>
  )
}
