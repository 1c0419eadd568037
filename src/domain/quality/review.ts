/** How a project is scored: points by criterion, each up to its weight; the mean over those who did not stand aside. */
import { formatScaled, isDecimal, parseDecimal, roundHalfUp } from '../decimal'
import type { Criterion } from './project-type'

export interface Score {
  recused: boolean
  /** Points by criterion, decimal text with at most one decimal. */
  scores: Readonly<Record<string, string>>
}

const tenths = (text: string): bigint => parseDecimal(text).toScaledExact(1)
const POINTS = /^\d{1,3}(\.\d)?$/

/** The first criterion that lacks points or has more than its weight, or null. */
export const faultyScore = (criteria: readonly Criterion[], scores: Score['scores']): Criterion | null =>
  criteria.find(({ code, weight }) => {
    const points = scores[code] ?? ''
    return !POINTS.test(points) || !isDecimal(points) || tenths(points) > BigInt(weight) * 10n
  }) ?? null

/** A sheet's points together, decimal text. */
export const totalOf = (criteria: readonly Criterion[], { scores }: Pick<Score, 'scores'>): string =>
  formatScaled(criteria.reduce((sum, { code }) => sum + tenths(scores[code] ?? '0'), 0n), 1)

export interface Verdict {
  /** Mean of the totals with two decimals; null while nobody has scored. */
  mean: string | null
  reviewers: number
  recused: number
  /** Mean points by criterion. */
  byCriterion: Readonly<Record<string, string>>
}

export function verdictOf(criteria: readonly Criterion[], all: readonly Score[]): Verdict {
  const counted = all.filter(({ recused }) => !recused)
  const mean = (sum: bigint) => formatScaled(roundHalfUp(sum * 10n, BigInt(counted.length)), 2, { keepZeros: true })
  const sumOf = (code: string) => counted.reduce((sum, { scores }) => sum + tenths(scores[code] ?? '0'), 0n)
  return {
    mean: counted.length === 0 ? null : mean(criteria.reduce((sum, { code }) => sum + sumOf(code), 0n)),
    reviewers: counted.length,
    recused: all.length - counted.length,
    byCriterion: counted.length === 0 ? {} : Object.fromEntries(criteria.map(({ code }) => [code, mean(sumOf(code))])),
  }
}

/** Places by mean, the highest first; equal means share a place, and those without one come last without a place. */
export function ranking<Item extends { verdict: Verdict }>(items: readonly Item[]): (Item & { place: number | null })[] {
  const value = ({ verdict }: Item): bigint => (verdict.mean === null ? -1n : parseDecimal(verdict.mean).toScaledExact(2))
  const sorted = [...items].sort((a, b) => (value(b) > value(a) ? 1 : value(b) < value(a) ? -1 : 0))
  return sorted.map((item) => ({ ...item, place: item.verdict.mean === null ? null : sorted.findIndex((one) => value(one) === value(item)) + 1 }))
}
