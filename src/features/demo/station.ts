/**
 * The demonstration station, generated: 149 districts, 21,629 accounts, their bills of January to September 2013, among
 * them accounts on the wrong tariff. Which ones is kept apart (`truth`) and goes to no database.
 */
import { plainDate } from '@/domain/plain-date'
import { withBillingFaults } from './billing-faults'
import { TOUR_ACCOUNT_NO, type DemoAccount, type DemoBill, type Truth } from './account'
import { monthlyLoads } from './loads'
import { CATEGORIES, DISTRICTS, MONTHS, ORIGIN, STATION, type DemoCategory } from './origin-figures'
import { Random } from './random'
import { farmName, personName, shopName, villageNames } from './words'

export interface DemoStation {
  districts: { code: string; name: string }[]
  accounts: DemoAccount[]
  bills: DemoBill[]
}

const SEED = 20_140_101
const OPENED = plainDate('2012-07-01')
const NEW_SHOPS_OPENED = plainDate('2013-07-01')
const CLOSED = plainDate('2013-06-30')
const WRONG = { shops: 80, farmShops: 10, splits: 30, pairs: 10, records: 10 }

export function demoStation(): DemoStation {
  const random = new Random(SEED)
  const villages = villageNames(random, 60)
  const districts = Array.from({ length: DISTRICTS }, (_, index) => {
    const village = villages[index % villages.length] ?? ''
    return { code: `${STATION.code}-${String(index + 1).padStart(3, '0')}`, name: `${village}${Math.floor(index / villages.length) + 1}号台区`, village }
  })
  const accounts = registered(random, districts)
  misclassify(random, accounts)
  return { districts: districts.map(({ code, name }) => ({ code, name })), accounts, bills: withBillingFaults(billed(random, accounts), accounts) }
}

function registered(random: Random, districts: readonly { village: string }[]): DemoAccount[] {
  const categories = random.shuffled(CATEGORIES.flatMap((category) => Array<DemoCategory>(Math.max(...ORIGIN[category].billed)).fill(category)))
  // The tour's account is a household by its record.
  const tour = Number(TOUR_ACCOUNT_NO.slice(STATION.code.length)) - 1
  const household = categories.indexOf('RES-1')
  ;[categories[tour], categories[household]] = [categories[household] as DemoCategory, categories[tour] as DemoCategory]
  const sizes = districts.map(() => random.between(2, 10) * random.between(2, 10))
  const all = sizes.reduce((sum, size) => sum + size, 0)
  let upTo = 0
  const ends = sizes.map((size) => Math.ceil(((upTo += size) * categories.length) / all))
  let closing = ORIGIN['RES-1'].june.accounts - ORIGIN['RES-1'].july.accounts
  let opening = ORIGIN['COM-1'].july.accounts - ORIGIN['COM-1'].june.accounts
  return categories.map((category, index) => {
    const district = ends.findIndex((end) => index < end)
    const village = districts[district]?.village ?? ''
    const opens = category === 'COM-1' && opening > 0
    const closes = category === 'RES-1' && index !== tour && closing > 0
    if (opens) opening -= 1
    if (closes) closing -= 1
    const name = category === 'RES-1' ? personName(random) : category === 'COM-1' ? shopName(random) : farmName(random, village)
    return {
      accountNo: `${STATION.code}${String(index + 1).padStart(6, '0')}`,
      name,
      address: `柳林镇${village}村${random.between(1, 8)}组${random.between(1, 180)}号`,
      meterNo: `3410${String(random.between(0, 99_999_999)).padStart(8, '0')}`,
      district,
      category,
      openedOn: opens ? NEW_SHOPS_OPENED : OPENED,
      closedOn: closes ? CLOSED : null,
      truth: null,
      partner: null,
    }
  })
}

function misclassify(random: Random, accounts: DemoAccount[]): void {
  const steady = accounts.filter(({ openedOn, closedOn }) => openedOn === OPENED && closedOn === null)
  const tour = accounts.find(({ accountNo }) => accountNo === TOUR_ACCOUNT_NO)
  const of = (category: DemoCategory) => random.shuffled(steady.filter((account) => account.category === category && account !== tour))
  const households = of('RES-1')
  const farms = of('AGR-1')
  const take = (from: DemoAccount[], count: number, truth: Truth) => {
    const taken = from.splice(0, count)
    for (const account of taken) account.truth = truth
    return taken
  }
  // Half of the shops give themselves away by their name; the others are still registered to a person.
  take(households, WRONG.shops, 'low-tariff-high-use').forEach((account, index) => {
    if (index % 2 === 0) account.name = shopName(random)
  })
  take(farms, WRONG.farmShops, 'low-tariff-high-use')
  take(households, WRONG.splits, 'split-not-applied')
  take(farms, WRONG.records, 'wrong-record')
  for (const shop of take(of('COM-1'), WRONG.pairs, 'alternating-use')) {
    const place = households.findIndex((account) => account.district === shop.district)
    const [home] = households.splice(place, 1)
    if (!home) throw new Error('no household beside the shop')
    Object.assign(home, { truth: 'alternating-use', address: shop.address, partner: shop })
    shop.partner = home
  }
  if (tour) Object.assign(tour, { truth: 'low-tariff-high-use', name: '福临超市' })
}

/** Which accounts are billed a month, with what: idle pumps and closed houses have no bill. */
function billed(random: Random, accounts: readonly DemoAccount[]): DemoBill[] {
  const loads = monthlyLoads(random, accounts)
  const yearToDate = new Map<number, number>()
  return MONTHS.flatMap((month, place) =>
    (loads[place] ?? []).map(({ account, kwh, fen }) => {
      const before = yearToDate.get(account) ?? 0
      yearToDate.set(account, before + kwh)
      return { account, month, kwh, fen, yearToDateKwh: before }
    }),
  )
}
