import 'server-only'
import type { Bridge } from '@/domain/change/bridge'
import { addMonths, type BillingMonth } from '@/domain/plain-date'
import { differenceInDifferences, type Shown } from '@/domain/statistics/difference-in-differences'
import { seedOf } from '@/domain/statistics/seeded-random'
import { stationBridge } from '@/features/quality-metrics/bridge-queries'
import { districtRates, type DistrictRate } from '@/features/quality-metrics/district-queries'
import { categoryIndex } from '@/features/tariffs/queries'
import type { Viewer } from '@/server/viewer'
import { inspectedDistricts, type ProjectHead } from './queries'
import { measuredYearBefore, type Standing } from './standing-queries'

export interface Comparison {
  rate: DistrictRate
  months: BillingMonth[]
  /** The place of the first month after the inspection. */
  first: number
  shown: Shown
  marked: number
}

export interface Attribution {
  lastYear: { value: string | null; from: BillingMonth; to: BillingMonth } | null
  comparison: Comparison | null
  bridge: { from: BillingMonth; to: BillingMonth; bridge: Bridge | null }
}

/** Months before the effect whose trend is drawn. */
const TREND_MONTHS = 6

const earlierOf = (a: BillingMonth, b: BillingMonth): BillingMonth => (a < b ? a : b)

/** What can be said of whose effect it is; every part says so where it cannot tell. Null for a typed target. */
export async function attribution(viewer: Viewer, project: ProjectHead, { bound }: Standing): Promise<Attribution | null> {
  const { target } = bound
  if (target.kind === 'typed') return null
  const [before, inspected, { byCode }] = await Promise.all([measuredYearBefore(viewer, project, target), inspectedDistricts(project), categoryIndex()])
  const [from, to] = [target.baseline.to, target.effect.to]
  const rate: DistrictRate = target.metric === 'error-rate' ? 'error-rate' : 'average-price'
  const categoryId = target.category === null ? null : (byCode.get(target.category)?.id ?? null)
  const rates = await districtRates(viewer, { stationId: project.stationId, rate, categoryId, from: earlierOf(target.baseline.from, addMonths(target.effect.from, -TREND_MONTHS)), to }, new Set(inspected.map(({ districtId }) => districtId)))
  // What was inspected later than the first ones counts as inspected from the first effect month on.
  const start = inspected.map(({ month }) => month).sort()[0] ?? target.effect.from
  const first = Math.max(1, rates.months.indexOf(start) === -1 ? rates.months.indexOf(target.effect.from) : rates.months.indexOf(start))
  return {
    lastYear: { value: before?.value ?? null, from: addMonths(target.effect.from, -12), to: addMonths(target.effect.to, -12) },
    comparison: { rate, months: rates.months, first, shown: differenceInDifferences(rates.districts, first, seedOf(project.number)), marked: inspected.length },
    bridge: { from, to, bridge: await stationBridge(viewer, project.stationId, from, to) },
  }
}
