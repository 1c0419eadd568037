/** The metrics a project may bind itself to, as the system defines them; exact: a value is made of two whole numbers. */
import * as z from 'zod'
import { formatScaled, isDecimal, parseDecimal, roundHalfUp } from '../decimal'
import { isBillingMonth, isPlainDate, monthRange, type BillingMonth } from '../plain-date'
import { METRICS, type Metric } from './vocabulary'

/**
 * A month's two whole numbers. error-rate: bills that differ ÷ bills of the sample that could be checked; average-price:
 * fen ÷ Wh; recovered: fen ÷ 1; orders-per-district: orders applied ÷ districts; days-to-verified: days ÷ orders verified.
 */
export interface MetricMonth {
  month: BillingMonth
  numerator: bigint
  denominator: bigint
  /** Why there is no value, a key under `qualityMetrics.lacking`; null when there is one. */
  lacking: 'no-bills' | 'not-checked' | 'none-verified' | null
}

const SHAPES: Readonly<Record<Metric, { factor: bigint; decimals: number }>> = {
  // Per cent with two decimals.
  'error-rate': { factor: 10_000n, decimals: 2 },
  // fen ÷ Wh × 10 is yuan per kWh; six decimals.
  'average-price': { factor: 10_000_000n, decimals: 6 },
  recovered: { factor: 1n, decimals: 2 },
  'orders-per-district': { factor: 1000n, decimals: 3 },
  'days-to-verified': { factor: 10n, decimals: 1 },
}

/** Of which metrics each month brings a sum (recovered yuan) rather than a rate. */
export const isSum = (metric: Metric): boolean => metric === 'recovered'

/** The value over some months as decimal text in the metric's unit; null when no month has one. */
export function metricValue(metric: Metric, months: readonly MetricMonth[]): string | null {
  const having = months.filter(({ lacking }) => lacking === null)
  const numerator = having.reduce((sum, one) => sum + one.numerator, 0n)
  const denominator = isSum(metric) ? 1n : having.reduce((sum, one) => sum + one.denominator, 0n)
  if (having.length === 0 || denominator === 0n) return null
  const { factor, decimals } = SHAPES[metric]
  return formatScaled(roundHalfUp(numerator * factor, denominator), decimals, { keepZeros: true })
}

const month = z.string().refine(isBillingMonth)
const period = z.strictObject({ from: month, to: month }).refine(({ from, to }) => from <= to && monthRange(from, to).length <= 24, { message: 'period-wrong' })
const decimal = z.string().trim().max(20).refine(isDecimal, { message: 'not-a-number' })

const common = {
  baseline: period,
  effect: period,
  direction: z.enum(['up', 'down']),
  value: decimal,
  dueOn: z.string().refine(isPlainDate, { message: 'not-a-date' }),
}

export const targetSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('system'),
    metric: z.enum(METRICS),
    /** Category code; null for all. */
    category: z.string().max(40).nullable(),
    /** District code; null for the whole station. */
    district: z.string().max(40).nullable(),
    /** Bills drawn each month for the error rate. */
    sampleSize: z.int().min(30).max(5000),
    ...common,
  }),
  z.strictObject({
    kind: z.literal('typed'),
    name: z.string().trim().min(1).max(100),
    unit: z.string().trim().max(20),
    baselineValue: decimal,
    ...common,
  }),
])

export type Target = z.infer<typeof targetSchema>
export type SystemTarget = Extract<Target, { kind: 'system' }>

/** Whether a result reaches the target; both decimal text in the same unit. */
export function reaches({ direction, value }: Pick<Target, 'direction' | 'value'>, result: string): boolean {
  const [a, b] = [parseDecimal(result), parseDecimal(value)]
  const scale = Math.max(a.scale, b.scale)
  const difference = a.toScaledExact(scale) - b.toScaledExact(scale)
  return direction === 'up' ? difference >= 0n : difference <= 0n
}
