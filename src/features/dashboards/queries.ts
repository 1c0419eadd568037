import 'server-only'
import { changeBetween, NO_FIGURES, percentOf, priceOf, sumFigures, type FiguresChange, type MonthFigures } from '@/domain/change/change'
import type { Fen } from '@/domain/money'
import { monthRange, type BillingMonth } from '@/domain/plain-date'
import { companyAccounts, type Station } from '@/features/accounts/queries'
import { reconciliation, type Reconciled } from '@/features/bills/reconciliation'
import { categoryMonths, type Basis } from '@/features/bills/totals-queries'
import { listCategories, type Category } from '@/features/tariffs/queries'
import { recoveredByMonth, recoveredTotal, type RecoveredMonth } from '@/features/work-orders/recovered-queries'
import type { Viewer } from '@/server/viewer'

export interface OverviewScope {
  /** Null: every station in the viewer's scope. */
  station: Station | null
  from: BillingMonth
  to: BillingMonth
  /** Null: all categories. */
  category: Category | null
  basis: Basis
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
  /** The last of them; null when fewer than two months were billed. */
  comparison: Comparison | null
  /** Accounts in the last month that was billed. */
  accounts: number
  /** The company, and which share of its accounts those are. */
  company: { name: string; accountsTotal: number; sharePercent: string | null } | null
  recovered: {
    belonging: { total: Fen; penaltyFen: Fen; orders: number; months: RecoveredMonth[] }
    posted: { total: Fen; penaltyFen: Fen; orders: number; months: RecoveredMonth[] }
  }
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

/** Everything the dashboard and `report category-months` show, from totals: what the two print is the same by making. */
export async function overview(viewer: Viewer, scope: OverviewScope): Promise<Overview> {
  const range = { stationId: scope.station?.id, from: scope.from, to: scope.to }
  const [rows, allCategories, company, statements, belonging, posted] = await Promise.all([
    categoryMonths(viewer, range, scope.basis),
    listCategories(),
    companyAccounts(),
    reconciliation(viewer, range),
    recovered(viewer, range, 'belonging'),
    recovered(viewer, range, 'posted'),
  ])
  const shown = rows.filter((row) => (scope.category === null || row.categoryId === scope.category.id) && hasFigures(row))
  const categories = allCategories.filter((category) => shown.some((row) => row.categoryId === category.id))
  const figuresOf = (month: BillingMonth, category: Category) =>
    withPrice(shown.find((row) => row.month === month && row.categoryId === category.id) ?? NO_FIGURES)
  const months = monthRange(scope.from, scope.to)
    .filter((month) => shown.some((row) => row.month === month))
    .map((month) => {
      const byCategory = categories.map((category) => ({ category, figures: figuresOf(month, category) }))
      return { month, all: withPrice(sumFigures(byCategory.map(({ figures }) => figures))), categories: byCategory }
    })
  const billed = months.filter(({ all }) => all.accounts > 0)
  const changes = billed.slice(1).flatMap((now, index) => compareMonths(billed[index], now))
  const accounts = billed.at(-1)?.all.accounts ?? 0
  return {
    scope,
    months,
    changes,
    comparison: changes.at(-1) ?? null,
    accounts,
    company: company && { ...company, sharePercent: shareOf(accounts, company.accountsTotal) },
    recovered: { belonging, posted },
    statements: statements.filter((row) => scope.category === null || row.categoryId === scope.category.id),
  }
}

async function recovered(viewer: Viewer, range: { stationId?: number | undefined; from: BillingMonth; to: BillingMonth }, by: 'belonging' | 'posted') {
  const [months, total] = await Promise.all([recoveredByMonth(viewer, range, by), recoveredTotal(viewer, range, by)])
  return { total: total.amountFen, penaltyFen: total.penaltyFen, orders: total.orders, months }
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
