import type { FiguresChange } from '@/domain/change/change'
import { whToKwh } from '@/domain/energy'
import { fenToYuan } from '@/domain/money'
import { BASES, type Basis } from '@/features/bills/totals-queries'
import { overview, type Figures, type Overview } from '@/features/dashboards/queries'
import type { Category } from '@/features/tariffs/queries'
import { reportCommand, type Asked, type Made } from './report-command'

/**
 * `report category-months`: the dashboard's figures, from the dashboard's query. Money and energy are decimal text in the
 * JSON, whose fields `docs/report.md` names.
 */
export const runCategoryMonths = reportCommand({ name: 'category-months', choice: { option: 'basis', values: BASES }, make })

async function make({ viewer, station, range, choice: basis }: Asked<Basis>): Promise<Made> {
  const report = await overview(viewer, { station, ...range, category: null, basis })
  const empty = report.months.length === 0
  const missing = `nothing is loaded for ${range.from} to ${range.to}${station ? ` in ${station.name}` : ''}`
  return { json: asJson(report), text: empty ? '' : asText(report), missing: empty ? missing : null }
}

const categoryJson = ({ code, nameZh, nameEn }: Category) => ({ code, name: nameZh, nameEn })

const figuresJson = ({ accounts, energyWh, amountFen, averagePrice }: Figures) => ({
  accounts,
  energyKwh: whToKwh(energyWh),
  amountYuan: fenToYuan(amountFen),
  averagePrice,
})

const changeJson = (change: FiguresChange) => ({
  accounts: change.accounts,
  accountsPercent: change.accountsPercent,
  energyKwh: whToKwh(change.energyWh),
  energyPercent: change.energyPercent,
  amountYuan: fenToYuan(change.amountFen),
  amountPercent: change.amountPercent,
})

const recoveredJson = ({ total: { amountFen, penaltyFen, orders } }: Overview['recovered']['posted']) => ({ amountYuan: fenToYuan(amountFen), penaltyYuan: fenToYuan(penaltyFen), orders })

const asJson = ({ scope, months, changes, company, recovered }: Overview) => ({
  scope: {
    station: scope.station && { code: scope.station.code, name: scope.station.name },
    from: scope.from,
    to: scope.to,
    basis: scope.basis,
    company: company && { name: company.name, accounts: company.accountsTotal, sharePercent: company.sharePercent },
  },
  months: months.map(({ month, all, categories }) => ({
    month,
    ...figuresJson(all),
    categories: categories.map(({ category, figures }) => ({ ...categoryJson(category), ...figuresJson(figures) })),
  })),
  changes: changes.map(({ from, to, all, categories }) => ({
    from,
    to,
    all: changeJson(all.change),
    categories: categories.map(({ category, change }) => ({ ...categoryJson(category), ...changeJson(change) })),
  })),
  recovered: { belonging: recoveredJson(recovered.belonging), posted: recoveredJson(recovered.posted) },
})

/** The figures as aligned columns; every row says which month or change and which category it is of. */
function asText({ scope, months, changes, company, recovered }: Overview): string {
  const share = company?.sharePercent ? `, ${company.sharePercent} % of the accounts of ${company.name}` : ''
  const figuresRow = (label: string, code: string, { accounts, energyWh, amountFen, averagePrice }: Figures) => columns(label, code, String(accounts), whToKwh(energyWh), '', fenToYuan(amountFen), '', averagePrice ?? '-')
  const changeRow = (label: string, code: string, change: FiguresChange) =>
    columns(label, code, String(change.accounts), whToKwh(change.energyWh), percentText(change.energyPercent), fenToYuan(change.amountFen), percentText(change.amountPercent), '')
  const lines = [
    `${scope.station ? `${scope.station.name} (${scope.station.code})` : 'all stations'}, ${scope.from} to ${scope.to}, ${scope.basis}${share}`,
    columns('month', 'category', 'accounts', 'kWh', '%', 'yuan', '%', 'yuan/kWh'),
    ...months.flatMap(({ month, all, categories }) => [...categories.map(({ category, figures }) => figuresRow(month, category.code, figures)), figuresRow(month, 'all', all)]),
    ...changes.flatMap(({ from, to, all, categories }) => {
      const label = `${from} > ${to}`
      return [...categories.map(({ category, change }) => changeRow(label, category.code, change)), changeRow(label, 'all', all.change)]
    }),
    `recovered by work orders (not part of the change between months): ${fenToYuan(recovered.belonging.total.amountFen)} yuan by the month it belongs to, ${fenToYuan(recovered.posted.total.amountFen)} yuan by the month posted`,
  ]
  return `${lines.join('\n')}\n`
}

const percentText = (percent: string | null): string => percent ?? 'n/a'

function columns(label: string, category: string, accounts: string, kwh: string, kwhPercent: string, yuan: string, yuanPercent: string, price: string): string {
  return [label.padEnd(17), category.padEnd(8), accounts.padStart(9), kwh.padStart(14), kwhPercent.padStart(8), yuan.padStart(16), yuanPercent.padStart(8), price.padStart(10)].join(' ').trimEnd()
}
