/** What a chart covers besides its place, in words: what it says of itself where it stands alone, in a file or a report. */
import type { Category } from '@/features/tariffs/queries'
import { categoryName } from '@/ui/category-name'
import type { ChartContext } from './chart-points'

/**
 * `2013年6月 – 2013年9月 · 居民生活 · 按账单`.
 * @param months as a text @param category null: all of them, which is not said @param basis as a text, where there are several
 */
export const coversInWords = ({ locale }: ChartContext, months: string, category: Category | null, basis?: string): string =>
  [months, ...(category ? [categoryName(category, locale)] : []), ...(basis === undefined ? [] : [basis])].join(' · ')
