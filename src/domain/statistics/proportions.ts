/** Shares with what is known of them: intervals, and whether two of them differ by more than chance. */
import jstat from 'jstat'

/** `cases` out of `of`, whole numbers with 0 ≤ cases ≤ of. */
export interface Share {
  cases: number
  of: number
}

export interface Interval {
  low: number
  high: number
}

export const isShare = ({ cases, of }: Share): boolean => Number.isInteger(cases) && Number.isInteger(of) && of > 0 && cases >= 0 && cases <= of

const zOf = (confidence: number): number => jstat.normal.inv(0.5 + confidence / 2, 0, 1)

/** Wilson's score interval without continuity correction (Newcombe 1998, method 3). */
export function wilsonInterval({ cases, of }: Share, confidence = 0.95): Interval {
  const z = zOf(confidence)
  const share = cases / of
  const middle = share + (z * z) / (2 * of)
  const spread = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))
  const scale = 1 + (z * z) / of
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) }
}

/** The interval of `a − b` from the two Wilson intervals (Newcombe 1998, method 10). */
export function differenceInterval(a: Share, b: Share, confidence = 0.95): Interval {
  const [pa, pb] = [a.cases / a.of, b.cases / b.of]
  const [wa, wb] = [wilsonInterval(a, confidence), wilsonInterval(b, confidence)]
  const difference = pa - pb
  return {
    low: difference - Math.sqrt((pa - wa.low) ** 2 + (wb.high - pb) ** 2),
    high: difference + Math.sqrt((wa.high - pa) ** 2 + (pb - wb.low) ** 2),
  }
}

const logChoose = (n: number, k: number): number => jstat.gammaln(n + 1) - jstat.gammaln(k + 1) - jstat.gammaln(n - k + 1)

/** Tables as likely as the one seen count too; likelihoods that are equal may differ in the last digits. */
const AS_LIKELY = 1 + 1e-7

/** Fisher's exact test of two shares, two-sided: the sum of all tables with these margins that are no likelier than this one. */
export function fisherExact(a: Share, b: Share): number {
  const cases = a.cases + b.cases
  const likelihood = (inA: number): number => Math.exp(logChoose(a.of, inA) + logChoose(b.of, cases - inA) - logChoose(a.of + b.of, cases))
  const seen = likelihood(a.cases)
  let p = 0
  for (let inA = Math.max(0, cases - b.of); inA <= Math.min(a.of, cases); inA += 1) {
    const one = likelihood(inA)
    if (one <= seen * AS_LIKELY) p += one
  }
  return Math.min(1, p)
}
