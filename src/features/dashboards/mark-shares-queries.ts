import 'server-only'
import { BRIDGE_STEPS, type BridgeStep, type CategoryAmount } from '@/domain/change/bridge'
import { PEER_PARTS, peerMeasure, stepMeasure, weighed, WEIGHED_STEPS, type Measure, type PeerPart } from '@/domain/change/measure'
import { againstPeers } from '@/domain/change/peers'
import { roundTogether } from '@/domain/change/round-together'
import { wh } from '@/domain/energy'
import { fen, type Fen } from '@/domain/money'
import { add, ONE, ratio, ZERO } from '@/domain/ratio'
import type { Moved, WeighedBehind } from '@/features/bills/behind-queries'
import { placeMonths, type PlaceMonth } from '@/features/bills/place-months-queries'
import type { Basis } from '@/features/bills/totals-queries'
import type { Viewer } from '@/server/viewer'
import { single } from '@/ui/url'
import { revenueBridgeOf, type BridgeReport } from './bridge-queries'
import type { MonthRange } from './schemas'
import type { DashboardView, SearchParams } from './view-queries'

/** A mark that is no revenue: a step of the bridge, or what a place is worth against its peers. */
export type MarkPart = BridgeStep | PeerPart

export interface MarkShares {
  part: MarkPart
  /** Of what the page shows; on the scope of the mark itself, the mark. */
  markFen: Fen
  /** Of each place one step down; they add up to it. */
  places: ReadonlyMap<number, Fen>
  /** For the accounts of the station shown. */
  weighed: WeighedBehind
}

/** What a part is worked out from, wherever one looks. */
interface Worked {
  part: MarkPart
  measure: Measure
  of: WeighedBehind['of']
  moved: readonly (Moved & { stationId: number; districtId: number })[]
  range: MonthRange
  base: MonthRange | null
  basis: Basis
  categoryId: number | undefined
  codeOf: (categoryId: number) => string
  whole: { stationId: number | undefined; districtId: number | undefined; amountFen: Fen }
}

/** The part that an address asks about: `step`, of the scope `wholeStation` and `wholeDistrict`, or against `peers`. Null for none, or for nonsense. */
export async function markShares(viewer: Viewer, view: DashboardView, params: SearchParams, base: MonthRange | null): Promise<MarkShares | null> {
  const asked = single(params['step'])
  const step = BRIDGE_STEPS.find((name) => name === asked)
  const peer = PEER_PARTS.find((name) => name === asked)
  const worked = step && base ? await bridgeStep(viewer, view, params, step, base) : peer && view.station ? await peerPart(viewer, view, params, peer) : null
  if (!worked) return null
  const { whole } = worked
  let markFen = whole.amountFen
  if (whole.stationId === undefined && view.station) markFen = (await sharesOf(viewer, worked, undefined, markFen)).get(view.station.id) ?? fen(0n)
  const below = view.station ? await sharesOf(viewer, worked, view.station.id, whole.districtId === undefined ? markFen : null) : await sharesOf(viewer, worked, undefined, markFen)
  if (view.district && whole.districtId === undefined) markFen = below.get(view.district.id) ?? fen(0n)
  return { part: worked.part, markFen, places: below, weighed: { measure: worked.measure, of: worked.of, moved: worked.moved.filter(({ stationId, districtId }) => stationId === view.station?.id && (!view.district || districtId === view.district.id)) } }
}

/** What each place has in a part, to the fen; `total` is what they add up to, null where they need not. */
async function sharesOf(viewer: Viewer, worked: Worked, stationId: number | undefined, total: Fen | null): Promise<Map<number, Fen>> {
  const side = async (range: MonthRange | null, later: boolean) => {
    if (!range) return []
    const rows = (basis: Basis) => placeMonths(viewer, { stationId, ...range }, basis)
    const [billed, adjusted] = await Promise.all([rows('billed'), worked.of === 'uncorrected' || worked.basis === 'billed' ? [] : rows(worked.basis)])
    return entriesOf(worked, { billed, adjusted, later, stationId })
  }
  const [later, earlier] = await Promise.all([side(worked.range, true), side(worked.base, false)])
  const places = [...new Set([...later, ...earlier].map(({ placeId }) => placeId))]
  const part = (entries: readonly Entry[], placeId: number, of: Measure['later']) => {
    const mine = entries.filter((entry) => entry.placeId === placeId)
    return weighed(of, mine, mine.reduce((sum, { bills }) => sum + bills, 0))
  }
  const exact = places.map((placeId) => add(part(later, placeId, worked.measure.later), part(earlier, placeId, worked.measure.earlier)))
  const whole = total === null ? roundTogether(exact) : roundTogether(exact, total)
  return new Map(places.map((placeId, index) => [placeId, whole[index] ?? fen(0n)]))
}

interface Entry extends CategoryAmount {
  placeId: number
  bills: number
}

interface PlaceRows {
  billed: readonly PlaceMonth[]
  adjusted: readonly PlaceMonth[]
  later: boolean
  stationId: number | undefined
}

/** What counts in a part, place by place: the same that `behind-queries` counts account by account. */
function entriesOf({ of, moved, basis, categoryId, codeOf }: Worked, { billed, adjusted, later, stationId }: PlaceRows): Entry[] {
  const entry = ({ placeId, categoryId: id, energyWh, amountFen, accounts }: PlaceMonth, sign: bigint, bills = 0): Entry => ({ placeId, category: codeOf(id), energyWh: wh(sign * energyWh), amountFen: fen(sign * amountFen), bills: bills * accounts })
  const mine = (rows: readonly PlaceMonth[]) => rows.filter((row) => categoryId === undefined || row.categoryId === categoryId)
  const correcting = (sign: bigint): Entry[] =>
    moved.filter((one) => one.later === later && (stationId === undefined || one.stationId === stationId)).map((one) => ({ placeId: stationId === undefined ? one.stationId : one.districtId, category: one.category, energyWh: wh(sign * one.energyWh), amountFen: fen(sign * one.amountFen), bills: 0 }))
  const adjustments = () => [...mine(adjusted).map((row) => entry(row, 1n)), ...mine(billed).map((row) => entry(row, -1n))]
  switch (of) {
    case 'uncorrected':
      return [...mine(billed).map((row) => entry(row, 1n, 1)), ...correcting(-1n)]
    case 'basis':
      return mine(basis === 'billed' ? billed : adjusted).map((row) => entry(row, 1n, 1))
    case 'corrections':
      return [...correcting(1n), ...(basis === 'corrected' ? adjustments() : [])]
    case 'adjustments':
      return basis === 'posted' ? adjustments() : []
  }
}

async function bridgeStep(viewer: Viewer, view: DashboardView, params: SearchParams, step: BridgeStep, base: MonthRange): Promise<Worked> {
  const station = view.stations.find(({ code }) => code === single(params['wholeStation'])) ?? null
  const ofDistrict = station !== null && station.id === view.station?.id && single(params['wholeDistrict']) === view.district?.code ? view.district : null
  const [whole, basis] = [{ stationId: station?.id, districtId: ofDistrict?.id }, view.basis === 'corrected' ? ('corrected' as const) : ('posted' as const)]
  const report = await revenueBridgeOf(viewer, { ...whole, before: base, after: { from: view.from, to: view.to }, basis })
  const weighedStep = WEIGHED_STEPS.find((name) => name === step)
  const { before, after } = report.periods
  return {
    part: step, basis, base, range: view, categoryId: undefined, codeOf: codes(view), moved: movedOf(report),
    of: weighedStep ? 'uncorrected' : step === 'corrections' ? 'corrections' : 'adjustments',
    measure: weighedStep ? stepMeasure(weighedStep, before, after) : differences(view.categories.map(({ code }) => code)),
    whole: { ...whole, amountFen: report.bridge[step] },
  }
}

const movedOf = ({ corrected }: BridgeReport): Worked['moved'] =>
  (['before', 'after'] as const).flatMap((side) => corrected[side].flatMap(({ stationId, districtId, accountId, moved }) => moved.map((part) => ({ ...part, stationId, districtId, accountId, later: side === 'after' }))))

/** After less before. */
function differences(categories: readonly string[]): Measure {
  const side = (sign: bigint): Measure['later'] => ({ bill: ZERO, categories: new Map(categories.map((category) => [category, { amount: sign > 0n ? ONE : ratio(-1n), energy: ZERO }])) })
  return { earlier: side(-1n), later: side(1n) }
}

async function peerPart(viewer: Viewer, view: DashboardView, params: SearchParams, part: PeerPart): Promise<Worked | null> {
  const among = single(params['peers']) === 'district' && view.district ? view.district : null
  const placeId = among?.id ?? view.station?.id
  const rows = (await placeMonths(viewer, { stationId: among ? view.station?.id : undefined, from: view.to, to: view.to }, view.basis)).filter(({ categoryId }) => view.category === null || categoryId === view.category.id)
  const codeOf = codes(view)
  const amounts = (of: readonly PlaceMonth[]) => of.map(({ categoryId, energyWh, amountFen }): CategoryAmount => ({ category: codeOf(categoryId), energyWh, amountFen }))
  const ids = [...new Set(rows.filter(({ accounts }) => accounts > 0).map((row) => row.placeId))]
  const peers = ids.map((id) => ({ key: String(id), categories: amounts(rows.filter((row) => row.placeId === id)) }))
  const mine = againstPeers(peers).find(({ key }) => key === String(placeId))
  if (!mine) return null
  return {
    part, measure: peerMeasure(part, peers.flatMap(({ categories }) => categories)), of: 'basis', moved: [], range: { from: view.to, to: view.to }, base: null, basis: view.basis, categoryId: view.category?.id, codeOf,
    whole: { stationId: view.station?.id, districtId: among?.id, amountFen: { worth: mine.worthFen, mixWorth: mine.mixFen, ownWorth: mine.priceFen }[part] },
  }
}

const codes = (view: DashboardView) => {
  const byId = new Map(view.categories.map(({ id, code }) => [id, code]))
  return (id: number) => byId.get(id) ?? String(id)
}
