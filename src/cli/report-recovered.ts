import { parseArgs } from 'node:util'
import { broughtBy, broughtInGroups, type Brought } from '@/domain/change/brought'
import { fenToYuan, sumFen } from '@/domain/money'
import { listStations } from '@/features/accounts/queries'
import { broughtEntries } from '@/features/work-orders/brought-queries'
import { newBasisBills } from '@/features/work-orders/new-basis-queries'
import { commandLineOperator } from '@/server/viewer'
import { askedMonths, askedStation } from './asked-scope'

const USAGE = 'usage: report recovered [--station NAME|CODE] --from YYYY-MM --to YYYY-MM [--by posted|belonging] [--json]'

const OPTIONS = {
  station: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  by: { type: 'string', default: 'posted' },
  json: { type: 'boolean', default: false },
} as const

/** `report recovered`: what work orders brought, each part with its sign, in all and by finding, station, inspector and campaign. */
export async function runRecovered(args: readonly string[]): Promise<number> {
  let values
  try {
    values = parseArgs({ args: [...args], options: OPTIONS }).values
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  }
  const range = askedMonths(values.from ?? '', values.to ?? '')
  if (typeof range === 'string') return refuse(range)
  const by = (['posted', 'belonging'] as const).find((name) => name === values.by)
  if (!by) return refuse(`--by: expected posted or belonging, found ${JSON.stringify(values.by)}`)
  const viewer = commandLineOperator()
  const stations = await listStations(viewer)
  const station = values.station === undefined ? null : askedStation(values.station, stations)
  if (typeof station === 'string') return refuse(station)
  const scope = { stationId: station?.id, ...range }
  const [entries, newBasis] = await Promise.all([broughtEntries(viewer, scope, by), newBasisBills(viewer, scope)])
  const codes = new Map(stations.map(({ id, code }) => [id, code]))
  const report = {
    scope: { station: station && { code: station.code, name: station.name }, ...range, by },
    all: broughtJson(broughtBy(entries)),
    newBasisYuan: fenToYuan(sumFen(newBasis.map(({ differenceFen }) => differenceFen))),
    findings: groupsJson(broughtInGroups(entries, ({ finding }) => finding)),
    stations: groupsJson(broughtInGroups(entries, ({ stationId }) => codes.get(stationId) ?? '')),
    inspectors: groupsJson(broughtInGroups(entries, ({ inspectorName }) => inspectorName ?? '')),
    campaigns: groupsJson(broughtInGroups(entries, ({ campaign }) => campaign ?? '')),
  }
  const { all } = report
  process.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : `${all.orders} orders: back-billed ${all.backBilledYuan}, refunded ${all.refundedYuan}, penalties ${all.penaltiesYuan}, total ${all.totalYuan} yuan; on the new basis ${report.newBasisYuan}\n`)
  return 0
}

const broughtJson = ({ orders, backBilledFen, refundedFen, penaltiesFen, totalFen }: Brought) => ({
  orders, backBilledYuan: fenToYuan(backBilledFen), refundedYuan: fenToYuan(refundedFen), penaltiesYuan: fenToYuan(penaltiesFen), totalYuan: fenToYuan(totalFen),
})

const groupsJson = (groups: readonly (Brought & { key: string })[]) => groups.map(({ key, ...brought }) => ({ key, ...broughtJson(brought) }))

function refuse(line: string): number {
  process.stderr.write(`${line}\n`)
  return 2
}
