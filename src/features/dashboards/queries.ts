import 'server-only'
import { changeBetween, NO_FIGURES, percentOf, priceOf, sumFigures, type FiguresChange, type MonthFigures } from '@/domain/change/change'
import { addMonths, monthRange, type BillingMonth } from '@/domain/plain-date'
import { companyAccounts, type District, type Station } from '@/features/accounts/queries'
import { reconciliation, type Reconciled } from '@/features/bills/reconciliation'
import { categoryMonths, type Basis, type CategoryMonth } from '@/features/bills/totals-queries'
import { listCategories, type Category } from '@/features/tariffs/queries'
import { recovered, type Recovered, type RecoveredBy } from '@/features/work-orders/recovered-queries'
import type { Viewer } from '@/server/viewer'
import type { Compare } from './view'

export interface OverviewScope {
  /** Null: every station in the viewer's scope. */
  station: Station | null
  /** A district of that station; null or absent: the whole station. */
  district?: District | null
  from: BillingMonth
  to: BillingMonth
  /** Null: all categories. */
  category: Category | null
  basis: Basis
  /** What the last billed month is compared with; absent: the month billed before it within the range. */
  compare?: Compare
}

export interface Figures extends MonthFigures {
  averagePrice: string | null
}

export interface CategoryChange {
  category: Category
  before: Figures
  now: Figures
  change: FiguresChange
}

export interface OverviewMonth {
  month: BillingMonth
  all: Figures
  categories: { category: Category; figures: Figures }[]
}

export interface Comparison {
  from: BillingMonth
  to: BillingMonth
  all: Omit<CategoryChange, 'category'>
  categories: CategoryChange[]
}

export interface Overview {
  scope: OverviewScope
  /** The months of the range that have figures on the basis chosen. */
  months: OverviewMonth[]
  /** Each month that was billed against the one billed before it. */
  changes: Comparison[]
  /** The last of them, or the one asked for; null where there is nothing to compare with. */
  comparison: Comparison | null
  /** The month to compare with that has no data, where one was asked for. */
  missing: BillingMonth | null
  /** The range and the thirteen months up to its end, gaps as null: for sparklines and for comparing each month. */
  history: { month: BillingMonth; shown: OverviewMonth | null }[]
  /** Each month with all of its categories, whichever is chosen: what shares are shares of. */
  wholeMonths: ReadonlyMap<BillingMonth, Pick<MonthFigures, 'energyWh' | 'amountFen'>>
  /** Accounts in the last month that was billed. */
  accounts: number
  /** The company, and which share of its accounts those are. */
  company: { name: string; accountsTotal: number; sharePercent: string | null } | null
  recovered: Record<RecoveredBy, Recovered>
  statements: Reconciled[]
}

/** A correction leaves a row without figures where its month has no bills: nothing to show on the billed basis. */
const hasFigures = ({ accounts, energyWh, amountFen }: MonthFigures): boolean => accounts !== 0 || energyWh !== 0n || amountFen !== 0n

/** With a second decimal where one would say 0.0; null of no accounts. */
function shareOf(accounts: number, all: number): string | null {
  if (accounts === 0) return null
  const share = percentOf(BigInt(accounts), BigInt(all))
  return share === '0.0' ? percentOf(BigInt(accounts), BigInt(all), 2) : share
}

const withPrice = (figures: MonthFigures): Figures => ({ ...figures, averagePrice: priceOf(figures) })

/**
 * Everything the dashboard and `report category-months` show, from totals: what the two print is the same by making.
 * @param categories all of them, where they are at hand
 */
export async function overview(viewer: Viewer, scope: OverviewScope, categories?: readonly Category[]): Promise<Overview> {
  const range = { stationId: scope.station?.id, districtId: scope.district?.id, from: scope.from, to: scope.to }
  const earliest = [addMonths(scope.to, -12), addMonths(scope.from, scope.compare === 'year' ? -12 : -1)].sort()[0] ?? scope.from
  const [rows, allCategories, company, statements, brought] = await Promise.all([
    categoryMonths(viewer, { ...range, from: earliest }, scope.basis),
    categories ?? listCategories(),
    companyAccounts(),
    scope.district ? [] : reconciliation(viewer, range),
    recovered(viewer, range),
  ])
  const history = monthsShown(rows.filter((row) => scope.category === null || row.categoryId === scope.category.id), allCategories, monthRange(earliest, scope.to))
  const months = history.flatMap(({ month, shown }) => (month >= scope.from && shown ? [shown] : []))
  const billed = months.filter(({ all }) => all.accounts > 0)
  const changes = billed.slice(1).flatMap((now, index) => compareMonths(billed[index], now))
  const asked = scope.compare && askedComparison(billed.at(-1), history, scope.compare)
  const accounts = billed.at(-1)?.all.accounts ?? 0
  return {
    scope,
    months,
    changes,
    comparison: asked ? asked.comparison : (changes.at(-1) ?? null),
    missing: asked?.missing ?? null,
    history,
    wholeMonths: monthsWhole(rows),
    accounts,
    company: company && { ...company, sharePercent: shareOf(accounts, company.accountsTotal) },
    recovered: brought,
    statements: statements.filter((row) => scope.category === null || row.categoryId === scope.category.id),
  }
}

function monthsWhole(rows: readonly CategoryMonth[]): Overview['wholeMonths'] {
  const whole = new Map<BillingMonth, MonthFigures>()
  for (const row of rows) whole.set(row.month, sumFigures([whole.get(row.month) ?? NO_FIGURES, row]))
  return whole
}

/** Every month with its categories, in one order for all; null where there is nothing. */
function monthsShown(rows: readonly CategoryMonth[], allCategories: readonly Category[], range: readonly BillingMonth[]): Overview['history'] {
  const shown = new Map(rows.filter(hasFigures).map((row) => [`${row.month} ${row.categoryId}`, row]))
  const categories = allCategories.filter((category) => [...shown.values()].some(({ categoryId }) => categoryId === category.id))
  return range.map((month) => {
    if (!categories.some(({ id }) => shown.has(`${month} ${id}`))) return { month, shown: null }
    const byCategory = categories.map((category) => ({ category, figures: withPrice(shown.get(`${month} ${category.id}`) ?? NO_FIGURES) }))
    return { month, shown: { month, all: withPrice(sumFigures(byCategory.map(({ figures }) => figures))), categories: byCategory } }
  })
}

/** The last billed month against the month before it or the same one a year before, or which of them is missing. */
function askedComparison(now: OverviewMonth | undefined, history: Overview['history'], compare: Compare): Pick<Overview, 'comparison' | 'missing'> {
  if (!now) return { comparison: null, missing: null }
  const month = addMonths(now.month, compare === 'year' ? -12 : -1)
  const before = history.find((one) => one.month === month)?.shown
  if (!before || before.all.accounts === 0) return { comparison: null, missing: month }
  return { comparison: compareMonths(before, now)[0] ?? null, missing: null }
}

function compareMonths(before: OverviewMonth | undefined, now: OverviewMonth): Comparison[] {
  if (!before) return []
  const compare = (from: Figures, to: Figures) => ({ before: from, now: to, change: changeBetween(from, to) })
  const categories = now.categories.map(({ category, figures }, index) => ({
    category,
    ...compare(before.categories[index]?.figures ?? withPrice(NO_FIGURES), figures),
  }))
  return [{ from: before.month, to: now.month, all: compare(before.all, now.all), categories }]
}
