import 'server-only'
import type { Attribution } from '@/features/quality/attribution-queries'
import { bridgeDrawing, bridgeRows, comparisonDrawing, comparisonText, postedText, type AttributionWords } from '@/features/quality/components/attribution-words'
import { monthsText, targetName, targetUnit, withUnit } from '@/features/quality/components/metric-text'
import { setAfterwards, type ProjectStanding, type Standing } from '@/features/quality/standing-queries'
import { formatYuan } from '@/ui/format'
import type { Numbered } from './report-model'
import type { ReportWords } from './report-words'

/** Baseline, target and, where the effect is told, the result. */
export function targetBlocks(report: Numbered, standing: Standing, words: ReportWords, withResult: boolean): void {
  const { q } = words
  const { bound, result, reached } = standing
  const { target, baseline } = bound
  const unit = targetUnit(target, q)
  const months = (period: typeof target.baseline) => monthsText(period, words.locale)
  report.table(targetName(target, q), [q('target.title'), q('target.monthValue'), words.r('months')], [
    [q('target.frozen', { at: words.moment(bound.recordedAt) }), withUnit(baseline.value, unit), months(target.baseline)],
    [q('target.goal'), `${target.direction === 'up' ? '≥' : '≤'} ${withUnit(target.value, unit)}`, q('target.byDate', { date: words.day(target.dueOn) })],
    ...(withResult ? [[q('target.result'), `${result === null ? q('target.noValue') : withUnit(result, unit)}${reached === null ? '' : ` (${q(reached ? 'board.reached' : 'board.notReached')})`}`, months(target.effect)]] : []),
  ], [3, 2, 2])
  if (setAfterwards(bound)) report.note(q('target.setAfterwards', { at: words.moment(bound.recordedAt) }))
  for (const { target: one, recordedAt, byName } of standing.earlier) report.note(`${q('target.earlier')}: ${targetName(one, q)} ${withUnit(one.value, targetUnit(one, q))} (${words.moment(recordedAt)}, ${byName})`)
}

/** Whose effect it is, and the benefit that finance confirmed. */
export function effectBlocks(report: Numbered, { standing, benefit }: Pick<ProjectStanding, 'standing' | 'benefit'>, attributed: Attribution | null, words: ReportWords): void {
  const { q, locale } = words
  const t: AttributionWords = (key, values) => q(`attribution.${key}`, values)
  if (standing) targetBlocks(report, standing, words, true)
  if (standing && attributed) {
    report.section(q('attribution.title'))
    lastYear(report, attributed, standing, words)
    comparison(report, attributed, words, t)
    bridge(report, attributed, words, t)
  }
  report.section(q('target.benefit'))
  if (!benefit) return report.text(q('target.benefitNone'))
  report.text(`${q('target.amount')} ${formatYuan(benefit.amountFen)}`, q('target.benefitBy', { by: benefit.byName, at: words.moment(benefit.recordedAt) }))
  report.text(benefit.basis)
  if (attributed) report.text(postedText(attributed.posted, benefit.amountFen, t, locale))
}

function lastYear(report: Numbered, { lastYear: year }: Attribution, { bound, result }: Standing, { q, locale }: ReportWords): void {
  if (!year) return
  const unit = targetUnit(bound.target, q)
  report.text(year.value === null ? q('attribution.lastYearNone', { months: monthsText(year, locale) }) : q('attribution.lastYearText', { before: withUnit(year.value, unit), now: withUnit(result, unit) }), q('attribution.lastYear'))
}

function comparison(report: Numbered, { comparison: compared }: Attribution, { q, locale }: ReportWords, t: AttributionWords): void {
  const { cannot, found, verdict, because } = comparisonText(compared, t)
  if (cannot !== null) return report.text(cannot, q('attribution.did'))
  found.forEach((text, place) => (place === 0 ? report.text(text, q('attribution.did')) : report.text(text)))
  report.text('', verdict.text)
  for (const text of because) report.text(text)
  report.figure(q('attribution.did'), comparisonDrawing(compared, t, locale))
  report.note(q('attribution.preTrend'))
}

function bridge(report: Numbered, { bridge: { from, to, bridge: found } }: Attribution, { q, month }: ReportWords, t: AttributionWords): void {
  if (!found) return report.text(q('attribution.bridgeNone'), q('attribution.bridge'))
  report.text(q('attribution.bridgeText', { from: month(from), to: month(to) }), q('attribution.bridge'))
  report.figure(q('attribution.bridge'), bridgeDrawing(found, t))
  report.table(q('attribution.bridge'), [q('attribution.bridge'), q('attribution.amount'), q('attribution.share')], bridgeRows(found, t), [3, { width: 2, numeric: true }, { width: 1, numeric: true }])
}
