import { parseArgs } from 'node:util'
import type { FiguresChange } from '@/domain/change/change'
import { whToKwh } from '@/domain/energy'
import { fenToYuan } from '@/domain/money'
import { listStations } from '@/features/accounts/queries'
import { BASES } from '@/features/bills/totals-queries'
import { overview, type Figures, type Overview } from '@/features/dashboards/queries'
import type { Category } from '@/features/tariffs/queries'
import { commandLineOperator } from '@/server/viewer'
import { askedMonths, askedStation } from './asked-scope'
import { runBridge } from './report-bridge'
import { runRecovered } from './report-recovered'

const USAGE = 'usage: report category-months|bridge|recovered [--station NAME|CODE] --from YYYY-MM --to YYYY-MM [--basis billed|corrected|posted] [--json]'

const OPTIONS = {
  station: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  basis: { type: 'string', default: 'billed' },
  json: { type: 'boolean', default: false },
} as const

/**
 * `report category-months`: the dashboard's figures, from the dashboard's query; `bridge` and `recovered` as their pages. Money and energy are decimal text in the
 * JSON, whose fields `docs/report.md` names. Exit code 0, 1 when nothing is loaded for the months, 2 when the call is wrong.
 */
export async function run([what, ...args]: readonly string[]): Promise<number> {
  if (what === 'bridge') return runBridge(args)
  if (what === 'recovered') return runRecovered(args)
  if (what !== 'category-months') return refuse(USAGE)
  let values
  try {
    values = parseArgs({ args: [...args], options: OPTIONS }).values
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  }
  const range = askedMonths(values.from ?? '', values.to ?? '')
  if (typeof range === 'string') return refuse(range)
  const basis = BASES.find((name) => name === values.basis)
  if (!basis) return refuse(`--basis: expected ${BASES.join(', ')}, found ${JSON.stringify(values.basis)}`)
  const viewer = commandLineOperator()
  const station = values.station === undefined ? null : askedStation(values.station, await listStations(viewer))
  if (typeof station === 'string') return refuse(station)
  const report = await overview(viewer, { station, ...range, category: null, basis })
  if (report.months.length > 0 || values.json) process.stdout.write(values.json ? `${JSON.stringify(asJson(report), null, 2)}\n` : asText(report))
  if (report.months.length > 0) return 0
  process.stderr.write(`nothing is loaded for ${range.from} to ${range.to}${station ? ` in ${station.name}` : ''}\n`)
  return 1
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

const recoveredJson = ({ total, penaltyFen, orders }: Overview['recovered']['posted']) => ({ amountYuan: fenToYuan(total), penaltyYuan: fenToYuan(penaltyFen), orders })

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
    `recovered by work orders (not part of the change between months): ${fenToYuan(recovered.belonging.total)} yuan by the month it belongs to, ${fenToYuan(recovered.posted.total)} yuan by the month posted`,
  ]
  return `${lines.join('\n')}\n`
}

const percentText = (percent: string | null): string => percent ?? 'n/a'

function columns(label: string, category: string, accounts: string, kwh: string, kwhPercent: string, yuan: string, yuanPercent: string, price: string): string {
  return [label.padEnd(17), category.padEnd(8), accounts.padStart(9), kwh.padStart(14), kwhPercent.padStart(8), yuan.padStart(16), yuanPercent.padStart(8), price.padStart(10)].join(' ').trimEnd()
}

function refuse(line: string): number {
  process.stderr.write(`${line}\n`)
  return 2
}
