/** The test of one cause in words. Apart from the table it stands in, since its library is as large as the page. */
import { numberIn, type Row } from '@/domain/quality/tool-sheet'
import { differenceInterval, fisherExact, isShare, type Share } from '@/domain/statistics/proportions'
import { formatProbability, formatStatistic } from '@/ui/format-statistic'

export type Words = (key: 'fisher' | 'correlation' | 'spread' | 'control' | 'controlLaney' | 'beforeAfter', values: Record<string, string | number>) => string

/** Cases of a number of them, or null while a count is missing. */
export const shareIn = (row: Row, cases: string, of: string): Share | null => {
  const share = { cases: numberIn(row, cases) ?? -1, of: numberIn(row, of) ?? 0 }
  return isShare(share) ? share : null
}

/** In percentage points. */
export const points = (value: number): string => formatStatistic(value * 100)

/** The measured effect of one cause and the test used; null while its four counts are not all there. */
export function confirmationTest(row: Row, words: Words): string | null {
  const [present, absent] = [shareIn(row, 'casesWith', 'ofWith'), shareIn(row, 'casesWithout', 'ofWithout')]
  if (!present || !absent) return null
  const { low, high } = differenceInterval(present, absent)
  return words('fisher', { p: formatProbability(fisherExact(present, absent)), difference: points(present.cases / present.of - absent.cases / absent.of), low: points(low), high: points(high) })
}
