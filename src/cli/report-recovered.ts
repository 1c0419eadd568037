import { broughtBy, broughtInGroups, type Brought } from '@/domain/change/brought'
import { fenToYuan, sumFen } from '@/domain/money'
import { broughtEntries } from '@/features/work-orders/brought-queries'
import { newBasisBills } from '@/features/work-orders/new-basis-queries'
import { reportCommand, type Asked, type Made } from './report-command'

const BY = ['posted', 'belonging'] as const

/** `report recovered`: what work orders brought, each part with its sign, in all and by finding, station, inspector and campaign. */
export const runRecovered = reportCommand({ name: 'recovered', choice: { option: 'by', values: BY }, make })

async function make({ viewer, station, stations, range, choice: by }: Asked<(typeof BY)[number]>): Promise<Made> {
  const scope = { stationId: station?.id, ...range }
  const [entries, { bills: newBasis }] = await Promise.all([broughtEntries(viewer, scope, by), newBasisBills(viewer, scope)])
  const codes = new Map(stations.map(({ id, code }) => [id, code]))
  const all = broughtJson(broughtBy(entries))
  const newBasisYuan = fenToYuan(sumFen(newBasis.map(({ differenceFen }) => differenceFen)))
  const json = {
    scope: { station: station && { code: station.code, name: station.name }, ...range, by },
    all,
    newBasisYuan,
    findings: groupsJson(broughtInGroups(entries, ({ finding }) => finding)),
    stations: groupsJson(broughtInGroups(entries, ({ stationId }) => codes.get(stationId) ?? '')),
    inspectors: groupsJson(broughtInGroups(entries, ({ inspectorName }) => inspectorName ?? '')),
    campaigns: groupsJson(broughtInGroups(entries, ({ campaign }) => campaign ?? '')),
  }
  const text = `${all.orders} orders: back-billed ${all.backBilledYuan}, refunded ${all.refundedYuan}, penalties ${all.penaltiesYuan}, total ${all.totalYuan} yuan; on the new basis ${newBasisYuan}\n`
  return { json, text, missing: null }
}

const broughtJson = ({ orders, backBilledFen, refundedFen, penaltiesFen, totalFen }: Brought) => ({
  orders, backBilledYuan: fenToYuan(backBilledFen), refundedYuan: fenToYuan(refundedFen), penaltiesYuan: fenToYuan(penaltiesFen), totalYuan: fenToYuan(totalFen),
})

const groupsJson = (groups: readonly (Brought & { key: string })[]) => groups.map(({ key, ...brought }) => ({ key, ...broughtJson(brought) }))
