import 'server-only'
import type { Bridge } from '@/domain/change/bridge'
import { fen, type Fen } from '@/domain/money'
import { addMonths, monthRange, type BillingMonth } from '@/domain/plain-date'
import { comparisonVerdict, type ComparisonVerdict } from '@/domain/quality/comparison-verdict'
import type { SystemTarget } from '@/domain/quality/metric'
import { differenceInDifferences, type Shown } from '@/domain/statistics/difference-in-differences'
import { seedOf } from '@/domain/statistics/seeded-random'
import { stationBridge } from '@/features/quality-metrics/bridge-queries'
import { correctedAccounts, districtRates, type CorrectedAccounts, type DistrictRate } from '@/features/quality-metrics/district-queries'
import { metricMonths } from '@/features/quality-metrics/metric-queries'
import { categoryIndex } from '@/features/tariffs/queries'
import type { Viewer } from '@/server/viewer'
import { inspectedDistricts, type ProjectHead } from './queries'
import { measuredYearBefore, metricScope, type Standing } from './standing-queries'

export interface Comparison {
  rate: DistrictRate
  months: BillingMonth[]
  /** The place of the first month after the inspection. */
  first: number
  shown: Shown
  /** Null where nothing can be shown. */
  verdict: ComparisonVerdict | null
  /** Accounts billed on a corrected tariff since the inspection. */
  corrected: CorrectedAccounts
  marked: number
}

export interface Attribution {
  lastYear: { value: string | null; from: BillingMonth; to: BillingMonth } | null
  comparison: Comparison
  bridge: { from: BillingMonth; to: BillingMonth; bridge: Bridge | null }
  /** What work orders posted in the effect's months, station-wide: what of a benefit the books themselves hold. */
  posted: { from: BillingMonth; to: BillingMonth; amountFen: Fen }
}

/** Months before the inspection whose trend is drawn. */
const TREND_MONTHS = 6

const earliest = (...months: BillingMonth[]): BillingMonth => months.reduce((a, b) => (a < b ? a : b))

/** What can be said of whose effect it is; every part says so where it cannot tell. Null for a typed target. */
export async function attribution(viewer: Viewer, project: ProjectHead, { bound }: Standing): Promise<Attribution | null> {
  const { target } = bound
  if (target.kind === 'typed') return null
  const [from, to] = [target.baseline.to, target.effect.to]
  const [before, comparison, bridge, amountFen] = await Promise.all([
    measuredYearBefore(viewer, project, target), comparisonOf(viewer, project, target), stationBridge(viewer, project.stationId, from, to), postedIn(viewer, project, target),
  ])
  return {
    lastYear: { value: before?.value ?? null, from: addMonths(target.effect.from, -12), to: addMonths(target.effect.to, -12) },
    comparison,
    bridge: { from, to, bridge },
    posted: { ...target.effect, amountFen },
  }
}

/** What is inspected only after the effect's months belongs to the others: it was not yet inspected. */
async function comparisonOf(viewer: Viewer, project: ProjectHead, target: SystemTarget): Promise<Comparison> {
  const [marks, { byCode }] = await Promise.all([inspectedDistricts(project), categoryIndex()])
  const inspected = marks.filter(({ month }) => month <= target.effect.to)
  const ids = new Set(inspected.map(({ districtId }) => districtId))
  // What was inspected later than the first ones counts as inspected from the first month on.
  const start = inspected.map(({ month }) => month).sort()[0] ?? target.effect.from
  const from = earliest(target.baseline.from, addMonths(start, -TREND_MONTHS), addMonths(target.effect.from, -TREND_MONTHS))
  const rate: DistrictRate = target.metric === 'error-rate' ? 'error-rate' : 'average-price'
  const categoryId = target.category === null ? null : (byCode.get(target.category)?.id ?? null)
  const [{ months, districts }, corrected] = await Promise.all([
    districtRates(viewer, { stationId: project.stationId, rate, categoryId, from, to: target.effect.to }, ids),
    correctedAccounts(viewer, { stationId: project.stationId, from: start, to: target.effect.to }, ids),
  ])
  const first = monthRange(from, start).length - 1
  const shown = differenceInDifferences(districts, first, seedOf(project.number))
  const wanted = target.metric === rate ? target.direction : 'up'
  return { rate, months, first, shown, corrected, verdict: shown.shown ? comparisonVerdict(shown, wanted, corrected.inspected) : null, marked: inspected.length }
}

async function postedIn(viewer: Viewer, project: ProjectHead, target: SystemTarget): Promise<Fen> {
  const scope = await metricScope(viewer, project, { ...target, metric: 'recovered', category: null, district: null })
  const months = await metricMonths(viewer, scope, target.effect.from, target.effect.to)
  return fen(months.reduce((sum, { numerator }) => sum + numerator, 0n))
}
