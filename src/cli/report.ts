import { parseArgs } from 'node:util'
import type { FiguresChange } from '@/domain/change/change'
import { whToKwh } from '@/domain/energy'
import { fenToYuan } from '@/domain/money'
import { isBillingMonth } from '@/domain/plain-date'
import { listStations } from '@/features/accounts/queries'
import { overview, type Figures, type Overview } from '@/features/dashboards/queries'
import { commandLineOperator } from '@/server/viewer'

const USAGE = 'usage: report category-months [--station NAME|CODE] --from YYYY-MM --to YYYY-MM [--basis billed|corrected|posted] [--json]'

const OPTIONS = {
  station: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  basis: { type: 'string', default: 'billed' },
  json: { type: 'boolean', default: false },
} as const

/**
 * `report category-months`: the dashboard's figures. Money and energy are decimal text in the JSON. Exit code 0, 1 when
 * nothing is loaded for the months, 2 when the call is wrong.
 */
export async function run([what, ...args]: readonly string[]): Promise<number> {
  if (what !== 'category-months') return refuse(USAGE)
  let values
  try {
    values = parseArgs({ args: [...args], options: OPTIONS }).values
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  }
  const { from = '', to = '', basis, json } = values
  if (!isBillingMonth(from)) return refuse(`--from: expected a month as YYYY-MM, found ${JSON.stringify(from)}`)
  if (!isBillingMonth(to)) return refuse(`--to: expected a month as YYYY-MM, found ${JSON.stringify(to)}`)
  if (from > to) return refuse(`--to: ${to} lies before --from ${from}`)
  if (basis !== 'billed' && basis !== 'corrected' && basis !== 'posted') return refuse(`--basis: expected billed, corrected or posted, found ${basis}`)
  const viewer = commandLineOperator()
  const stations = await listStations(viewer)
  const station = stations.find(({ code, name }) => values.station === code || values.station === name) ?? null
  if (values.station !== undefined && !station) {
    return refuse(`--station: no station ${values.station}; there are ${stations.map(({ code, name }) => `${name} (${code})`).join(', ') || 'none'}`)
  }
  const report = await overview(viewer, { station, from, to, category: null, basis })
  process.stdout.write(json ? `${JSON.stringify(asJson(report), null, 2)}\n` : asText(report))
  if (report.months.length > 0) return 0
  process.stderr.write(`nothing is loaded for ${from} to ${to}\n`)
  return 1
}

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

function asJson({ scope, months, comparison, company, recovered }: Overview) {
  return {
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
      categories: categories.map(({ category, figures }) => ({ category: category.code, name: category.nameZh, nameEn: category.nameEn, ...figuresJson(figures) })),
    })),
    change: comparison && {
      from: comparison.from,
      to: comparison.to,
      ...changeJson(comparison.all.change),
      categories: comparison.categories.map(({ category, change }) => ({ category: category.code, name: category.nameZh, nameEn: category.nameEn, ...changeJson(change) })),
    },
    recovered: {
      belongingYuan: fenToYuan(recovered.belonging.total),
      belongingOrders: recovered.belonging.orders,
      postedYuan: fenToYuan(recovered.posted.total),
      postedOrders: recovered.posted.orders,
    },
  }
}

function asText({ months, comparison }: Overview): string {
  const row = (label: string, name: string, { accounts, energyWh, amountFen, averagePrice }: Figures) =>
    [label.padEnd(9), name.padEnd(6), String(accounts).padStart(9), whToKwh(energyWh).padStart(12), fenToYuan(amountFen).padStart(14), averagePrice ?? '-'].join(' ')
  const lines = ['month     class   accounts          kWh           yuan yuan/kWh']
  for (const { month, all, categories } of months) {
    for (const { category, figures } of categories) lines.push(row(month, category.code, figures))
    lines.push(row(month, 'all', all))
  }
  if (comparison) {
    const { change } = comparison.all
    lines.push(`${comparison.from} → ${comparison.to}: ${change.accounts} accounts, ${whToKwh(change.energyWh)} kWh (${change.energyPercent ?? '-'} %), ${fenToYuan(change.amountFen)} yuan (${change.amountPercent ?? '-'} %)`)
  }
  return `${lines.join('\n')}\n`
}

function refuse(line: string): number {
  process.stderr.write(`${line}\n`)
  return 2
}
