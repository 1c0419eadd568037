/**
 * The penalty (违约使用电费) for a customer's unauthorised change of use: a multiple of the difference by the rule in force on
 * the first day of the month it belongs to. The rules are dated data with their legal source; a company-side error has none.
 */
import { DomainError } from '../errors'
import { fen, sumFen, type Fen } from '../money'
import { addMonths, firstDayOf, monthOf, type BillingMonth, type PlainDate } from '../plain-date'
import { compare, multiply, ratio, ratioFromDecimal, toScaled, ZERO } from '../ratio'

export interface PenaltyRule {
  effectiveFrom: PlainDate
  /** Decimal text: times the difference. */
  factor: string
  /** Otherwise `factor` is the most, and the preparer chooses. */
  fixed: boolean
  /** How many months count when the start cannot be established. */
  monthsWhenUnknown: number
  source: { 'zh-CN': string; en: string }
}

/** The rule in force on a day. @throws DomainError `no-penalty-rule` before the first one */
export function penaltyRuleOn(rules: readonly PenaltyRule[], date: PlainDate): PenaltyRule {
  const [rule] = rules.filter(({ effectiveFrom }) => effectiveFrom <= date).sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1))
  if (!rule) throw new DomainError('no-penalty-rule', { date })
  return rule
}

/** The first month that a rule counts for: a month takes the rule in force on its first day. */
export function firstMonthOf(effectiveFrom: PlainDate): BillingMonth {
  const month = monthOf(effectiveFrom)
  return firstDayOf(month) === effectiveFrom ? month : addMonths(month, 1)
}

/** The first day that counts when the start cannot be established: so many months back from the month corrections are posted in. */
export const unknownStart = (rules: readonly PenaltyRule[], openMonth: BillingMonth): PlainDate =>
  firstDayOf(addMonths(openMonth, -penaltyRuleOn(rules, firstDayOf(openMonth)).monthsWhenUnknown))

/**
 * The factor a month's rule gives.
 * @param chosen the preparer's, for rules that leave a choice
 * @throws DomainError `penalty-factor-missing`, `penalty-factor-too-high`
 */
export function factorOf(rule: PenaltyRule, chosen: string | null): string {
  if (rule.fixed) return rule.factor
  if (chosen === null) throw new DomainError('penalty-factor-missing', { most: rule.factor })
  const wanted = ratioFromDecimal(chosen)
  if (compare(wanted, ratioFromDecimal(rule.factor)) > 0 || compare(wanted, ZERO) < 0) throw new DomainError('penalty-factor-too-high', { most: rule.factor })
  return chosen
}

/** Rounded half up to the fen. What is refunded costs no penalty. */
export const penaltyOf = (differenceFen: Fen, factor: string): Fen =>
  differenceFen <= 0n ? fen(0n) : fen(toScaled(multiply(ratio(differenceFen), ratioFromDecimal(factor)), 0))

/**
 * The penalty of each month, from the differences of all accounts of the order in it together: what one account gains and the
 * other loses was no breach.
 */
export function monthPenalties(
  differences: readonly { month: BillingMonth; differenceFen: Fen }[],
  rules: readonly PenaltyRule[],
  chosen: string | null,
): Map<BillingMonth, { penaltyFen: Fen; factor: string; rule: PenaltyRule }> {
  const months = [...new Set(differences.map(({ month }) => month))].sort()
  return new Map(
    months.map((month) => {
      const rule = penaltyRuleOn(rules, firstDayOf(month))
      const factor = factorOf(rule, chosen)
      const differenceFen = sumFen(differences.filter((one) => one.month === month).map((one) => one.differenceFen))
      return [month, { penaltyFen: penaltyOf(differenceFen, factor), factor, rule }]
    }),
  )
}
