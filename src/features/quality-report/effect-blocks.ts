import 'server-only'
import { BRIDGE_STEPS } from '@/domain/change/bridge'
import { percentOf } from '@/domain/change/change'
import { fenToYuan, subtractFen, type Fen } from '@/domain/money'
import type { Attribution } from '@/features/quality/attribution-queries'
import { targetName, targetUnit, withUnit } from '@/features/quality/components/metric-text'
import type { ProjectStanding, Standing } from '@/features/quality/standing-queries'
import { trendDrawing } from '@/ui/tools/over-time'
import { waterfallDrawing } from '@/ui/tools/waterfall'
import { formatShare, formatSignedYuan, formatYuan } from '@/ui/format'
import { formatProbability, formatStatistic } from '@/ui/format-statistic'
import type { Numbered } from './report-model'
import type { ReportWords } from './report-words'
import { forDrawing } from '@/ui/charts/chart-spec'

const CHANCE = 0.05

const shareText = (percent: string | null): string => (percent === null ? '—' : formatShare(percent))

/** Baseline, target and, where the effect is told, the result. */
export function targetBlocks(report: Numbered, { bound, result, reached }: Standing, words: ReportWords, withResult: boolean): void {
  const { q } = words
  const { target, baseline } = bound
  const unit = targetUnit(target, q)
  const months = (period: typeof target.baseline) => (period.from === period.to ? words.month(period.from) : `${words.month(period.from)} – ${words.month(period.to)}`)
  report.table(targetName(target, q), [q('target.title'), q('target.monthValue'), words.r('months')], [
    [q('target.frozen', { at: words.moment(bound.recordedAt) }), withUnit(baseline.value, unit), months(target.baseline)],
    [q('target.goal'), `${target.direction === 'up' ? '≥' : '≤'} ${withUnit(target.value, unit)}`, q('target.byDate', { date: words.day(target.dueOn) })],
    ...(withResult ? [[q('target.result'), `${result === null ? q('target.noValue') : withUnit(result, unit)}${reached === null ? '' : ` (${q(reached ? 'board.reached' : 'board.notReached')})`}`, months(target.effect)]] : []),
  ], [3, 2, 2])
}

/** Whose effect it is, and the benefit that finance confirmed. */
export function effectBlocks(report: Numbered, { standing, benefit }: Pick<ProjectStanding, 'standing' | 'benefit'>, attributed: Attribution | null, words: ReportWords): void {
  const { q } = words
  if (standing) targetBlocks(report, standing, words, true)
  if (standing && attributed) {
    report.section(q('attribution.title'))
    lastYear(report, attributed, standing, words)
    comparison(report, attributed, words)
    bridge(report, attributed, words)
  }
  report.section(q('target.benefit'))
  if (!benefit) return report.text(q('target.benefitNone'))
  report.text(`${q('target.amount')} ${formatYuan(benefit.amountFen)}`, q('target.benefitBy', { by: benefit.byName, at: words.moment(benefit.recordedAt) }))
  report.text(benefit.basis)
}

function lastYear(report: Numbered, { lastYear: year }: Attribution, { bound, result }: Standing, { q, month }: ReportWords): void {
  if (!year) return
  const unit = targetUnit(bound.target, q)
  report.text(year.value === null ? q('attribution.lastYearNone', { from: month(year.from), to: month(year.to) }) : q('attribution.lastYearText', { before: withUnit(year.value, unit), now: withUnit(result, unit) }), q('attribution.lastYear'))
}

function comparison(report: Numbered, { comparison: found }: Attribution, { q, month }: ReportWords): void {
  if (!found) return
  const { shown, rate, months, first, marked } = found
  const signed = (value: number) => `${value > 0 ? '+' : ''}${formatStatistic(value)}`
  const say = (text: string) => report.text(text, q('attribution.did'))
  if (marked === 0) return say(q('attribution.noneMarked'))
  if (!shown.shown) return say(shown.reason === 'one-group' ? q('attribution.oneGroup', { inspected: shown.inspected, districts: shown.districts }) : q('attribution.fewDistricts', { districts: shown.districts }))
  const { inspected, others, effect, p, shuffles, districts } = shown
  say(`${q('attribution.didText', { rate: q(`attribution.rates.${rate}`), inspected: inspected.districts, others: others.districts, inspectedChange: signed(inspected.after - inspected.before), othersChange: signed(others.after - others.before), effect: signed(effect), p: formatProbability(p), shuffles, districts })} ${q(p < CHANCE ? 'attribution.didShown' : 'attribution.didNot')}`)
  report.figure(q('attribution.did'), trendDrawing(months.map(month), [{ name: q('attribution.inspected'), values: inspected.trend }, { name: q('attribution.others'), values: others.trend }], first, { before: q('attribution.before'), unit: q(`attribution.rates.${rate}`) }))
  report.note(q('attribution.preTrend'))
}

function bridge(report: Numbered, { bridge: { from, to, bridge: found } }: Attribution, { q, month }: ReportWords): void {
  if (!found) return report.text(q('attribution.bridgeNone'), q('attribution.bridge'))
  report.text(q('attribution.bridgeText', { from: month(from), to: month(to) }), q('attribution.bridge'))
  const drawn = (name: string, amount: Fen) => ({ name, value: forDrawing(fenToYuan(amount)), text: formatYuan(amount) })
  const steps = BRIDGE_STEPS.filter((step) => found[step] !== 0n)
  report.figure(q('attribution.bridge'), waterfallDrawing(drawn(q('attribution.bridgeFrom'), found.from), steps.map((step) => drawn(q(`attribution.steps.${step}`), found[step])), drawn(q('attribution.bridgeTo'), found.to), '¥'))
  const all = subtractFen(found.to, found.from)
  report.table(q('attribution.bridge'), [q('attribution.bridge'), q('attribution.amount'), q('attribution.share')], BRIDGE_STEPS.map((step) => [q(`attribution.steps.${step}`), formatSignedYuan(found[step]), shareText(percentOf(found[step], all))]), [3, { width: 2, numeric: true }, { width: 1, numeric: true }])
}
