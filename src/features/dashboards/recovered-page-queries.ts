import 'server-only'
import { broughtBy, broughtInGroups, type Brought } from '@/domain/change/brought'
import { targetUpTo } from '@/domain/change/target'
import { roundHalfUp } from '@/domain/decimal'
import { fen, sumFen, type Fen } from '@/domain/money'
import { isBillingMonth, type BillingMonth } from '@/domain/plain-date'
import { openPotential, type OpenPotential } from '@/features/bill-checks/open-potential-queries'
import { findingsWithoutOrder, visitedDistricts } from '@/features/campaigns/visits-queries'
import { notesFor, type ChartNote } from '@/features/chart-notes/queries'
import { listTargets, type RecoveryTarget } from '@/features/recovery-targets/queries'
import { broughtEntries, type BroughtEntry } from '@/features/work-orders/brought-queries'
import { newBasisBills, type NewBasisBill } from '@/features/work-orders/new-basis-queries'
import { pendingOrders, type PendingOrders } from '@/features/work-orders/pending-queries'
import type { Viewer } from '@/server/viewer'
import type { ChartSpec } from '@/ui/charts/chart-spec'
import { single } from '@/ui/url'
import type { ChartContext } from './charts/chart-points'
import { recoveredCharts } from './charts/recovered-charts'
import type { NoteText } from './overview-page-queries'
import { scopeOf, type DashboardView, type SearchParams } from './view-queries'

export const GROUPINGS = ['kind', 'station', 'inspector', 'campaign'] as const
type Grouping = (typeof GROUPINGS)[number]
type Narrowing = Grouping | 'in' | 'upTo'

/** What an address of the page holds besides the view; `rows` and `bills` ask for whole lists. */
const OWN_PARAMS = ['by', 'kind', 'ofStation', 'inspector', 'campaign', 'in', 'upTo', 'newBasis', 'rows', 'bills'] as const

/** All of that in an address, for links to what is shown in another unit or to another person. */
export const keptOnRecovered = (params: SearchParams): Record<string, string | null> => Object.fromEntries(OWN_PARAMS.map((name) => [name, single(params[name]) ?? null]))

export interface RecoveredPage {
  by: 'posted' | 'belonging'
  brought: Brought
  /** Those an accepted visit got into in the range, and all of them with those that have postings. */
  districts: { visited: number; all: number }
  perOrderFen: Fen | null
  /** Per district of all; null where there is none. */
  perDistrictFen: Fen | null
  newBasisFen: Fen
  open: OpenPotential | null
  /** What is on its way and not in the books, as it stands now whatever the months: doors with a finding that no order was made of, and orders not applied yet. */
  waiting: { doors: number; orders: PendingOrders[] }
  targets: RecoveryTarget[]
  notes: ChartNote[]
  charts: ChartSpec[]
  /** The entries behind the mark that was clicked, or all. */
  listed: BroughtEntry[]
  /** What they are narrowed to: `in` is a month, `upTo` all months of the range up to one. */
  narrowed: { name: Narrowing; value: string } | null
  /** Bills on the new basis, of the month that was clicked or all; and how many of the range cannot be rated on the old one. */
  newBasis: { bills: NewBasisBill[]; month: BillingMonth | null; unrated: number }
}

/** What audits brought in a scope and range, in all its divisions. */
export async function recoveredPage(viewer: Viewer, view: DashboardView, params: SearchParams, context: ChartContext, noteText: NoteText): Promise<RecoveredPage> {
  const scope = scopeOf(view)
  const place = { stationId: view.station?.id, districtId: view.district?.id }
  const by = single(params['by']) === 'belonging' ? 'belonging' : 'posted'
  const [entries, { bills: newBasis, unrated }, open, targets, notes, visited, doors, orders] = await Promise.all([
    broughtEntries(viewer, scope, by), newBasisBills(viewer, scope), openPotential(viewer, scope), listTargets(viewer, view.station?.id), notesFor(viewer, scope),
    visitedDistricts(viewer, scope), findingsWithoutOrder(viewer, place), pendingOrders(viewer, place),
  ])
  const brought = broughtBy(entries)
  const districts = { visited: visited.length, all: new Set([...visited, ...entries].map(({ stationId, districtId }) => `${stationId} ${districtId}`)).size }
  const monthOf = ({ billMonth, postedMonth }: BroughtEntry) => (by === 'posted' ? postedMonth : billMonth)
  const keyOf: Record<Grouping, (entry: BroughtEntry) => string> = {
    kind: ({ finding }) => finding,
    station: ({ stationId }) => view.stations.find(({ id }) => id === stationId)?.code ?? '',
    inspector: ({ inspectorName }) => inspectorName ?? '',
    campaign: ({ campaign }) => campaign ?? '',
  }
  const labelOf: Record<Grouping, (key: string) => string> = {
    kind: (key) => context.t(`brought.findings.${key as BroughtEntry['finding']}`),
    station: (key) => view.stations.find(({ code }) => code === key)?.name ?? key,
    inspector: (key) => key || context.t('brought.unknown'),
    campaign: (key) => key || context.t('brought.unknown'),
  }
  const groups = GROUPINGS.filter((name) => name !== 'station' || !view.station).map((id) => ({ id, rows: broughtInGroups(entries, keyOf[id]).map((row) => ({ ...row, label: labelOf[id](row.key) })) }))
  const charts = recoveredCharts(context, {
    entries, newBasis, groups, by, params: view.params, range: { from: view.from, to: view.to }, notes: notes.map((note) => ({ month: note.month, text: noteText(note) })),
    // A target is a station's or the company's: there is none that a district's sum could be held against.
    target: view.district ? [] : targetUpTo(targets, view.from, view.to),
  })
  const narrowed = narrowingOf(params)
  const askedMonth = single(params['newBasis'])
  const basisMonth = askedMonth !== undefined && isBillingMonth(askedMonth) ? askedMonth : null
  return {
    by, brought, districts, open, waiting: { doors, orders }, targets, notes, charts, narrowed,
    perOrderFen: each(brought.totalFen, brought.orders),
    perDistrictFen: each(brought.totalFen, districts.all),
    newBasisFen: sumFen(newBasis.map(({ differenceFen }) => differenceFen)),
    listed: narrowed ? entries.filter((entry) => (narrowed.name === 'in' ? monthOf(entry) === narrowed.value : narrowed.name === 'upTo' ? monthOf(entry) <= narrowed.value : keyOf[narrowed.name](entry) === narrowed.value)) : entries,
    newBasis: { bills: basisMonth === null ? newBasis : newBasis.filter(({ month }) => month === basisMonth), month: basisMonth, unrated },
  }
}

function narrowingOf(params: SearchParams): RecoveredPage['narrowed'] {
  for (const name of [...GROUPINGS, 'in', 'upTo'] as const) {
    // A station in the address is the scope, unless the page shows several.
    const value = single(params[name === 'station' ? 'ofStation' : name])
    if (value !== undefined) return { name, value }
  }
  return null
}

const each = (total: Fen, count: number): Fen | null => (count === 0 ? null : fen(roundHalfUp(total, BigInt(count))))
