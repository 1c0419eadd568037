import 'server-only'
import { monthOf } from '@/domain/plain-date'
import { listDistricts, listStations, type District, type Station } from '@/features/accounts/queries'
import { BASES, loadedMonths } from '@/features/bills/totals-queries'
import { listCategories, type Category } from '@/features/tariffs/queries'
import { dayInChina } from '@/server/clock'
import type { Viewer } from '@/server/viewer'
import { single } from '@/ui/url'
import { lastTwo, rangeFrom, type MonthRange } from './schemas'
import { COMPARES, MONEY_UNITS, type ViewParams } from './view'

export { viewHref } from './view'

/** A range of months, the earlier one of a comparison, or a place or category that was not understood. */
export type ViewProblem = 'badRange' | 'badBaseRange' | 'unknownFilter'

export interface DashboardView extends MonthRange {
  /** The same as addresses write it. */
  params: ViewParams
  station: Station | null
  district: District | null
  category: Category | null
  basis: ViewParams['basis']
  compare: ViewParams['compare']
  unit: ViewParams['unit']
  stations: readonly Station[]
  /** Of the station chosen. */
  districts: readonly District[]
  categories: readonly Category[]
  /** The months that have anything; null when nothing is loaded. */
  loaded: { first: MonthRange['from']; last: MonthRange['to'] } | null
  /** What of the address was not understood, or is not the viewer's to see. */
  problems: readonly ViewProblem[]
}

export type SearchParams = Readonly<Record<string, string | string[] | undefined>>

const isGiven = (value: string | string[] | undefined): boolean => (single(value) ?? '') !== ''

/** Whether months are asked for that are no range. */
export const isBadRange = (from: SearchParams[string], to: SearchParams[string]): boolean => (isGiven(from) || isGiven(to)) && rangeFrom(single(from), single(to)) === null

/** What an address asks for, with the usual in place of what it leaves open. */
export async function resolveView(viewer: Viewer, params: SearchParams, at: Date): Promise<DashboardView> {
  // Without a station in the address nothing has to be known before the months are asked for.
  const ofAll = isGiven(params['station']) ? null : loadedMonths(viewer)
  const [stations, categories, all] = await Promise.all([listStations(viewer), listCategories(), ofAll])
  const station = stations.find(({ code }) => code === single(params['station'])) ?? null
  const [districts, loaded] = await Promise.all([station ? listDistricts(viewer, station.id) : [], all ?? loadedMonths(viewer, station?.id)])
  const district = districts.find(({ code }) => code === single(params['district'])) ?? null
  const category = categories.find(({ code }) => code === single(params['category'])) ?? null
  const thisMonth = monthOf(dayInChina(at))
  const asked = rangeFrom(single(params['from']), single(params['to']))
  const { from, to } = asked ?? (loaded ? lastTwo(loaded) : { from: thisMonth, to: thisMonth })
  const basis = BASES.find((name) => name === single(params['basis'])) ?? 'billed'
  const compare = COMPARES.find((name) => name === single(params['compare'])) ?? 'previous'
  const unit = MONEY_UNITS.find((name) => name === single(params['unit'])) ?? 'yuan'
  const [badRange, badBaseRange] = [isBadRange(params['from'], params['to']), isBadRange(params['baseFrom'], params['baseTo'])]
  const unknown = ([['station', station], ['district', district], ['category', category]] as const).some(([name, found]) => found === null && isGiven(params[name]))
  return {
    params: { station: station?.code ?? null, district: district?.code ?? null, from, to, category: category?.code ?? null, basis, compare, unit },
    station, district, category, from, to, basis, compare, unit, stations, districts, categories, loaded,
    problems: ([badRange && 'badRange', badBaseRange && 'badBaseRange', unknown && 'unknownFilter'] as const).filter((problem) => problem !== false),
  }
}

/** The scope of totals and adjustments. */
export const scopeOf = ({ station, district, from, to }: Pick<DashboardView, 'station' | 'district' | 'from' | 'to'>) => ({ stationId: station?.id, districtId: district?.id, from, to })
