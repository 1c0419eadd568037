import type { BillingMonth } from '@/domain/plain-date'
import { isOpenIn, TOUR_ACCOUNT_NO, type DemoAccount } from './account'
import { scaledTo, tunedTo } from './exact-sums'
import { CATEGORIES, MONTHS, ORIGIN, type DemoCategory } from './origin-figures'
import type { Random } from './random'

interface Load {
  /** Index of the account. */
  account: number
  kwh: number
  fen: number
}

/** A household's, a shop's or a pump's usual load in June, in thousandths of a kWh before scaling. */
function usualLoad(random: Random, account: DemoAccount): number {
  if (account.accountNo === TOUR_ACCOUNT_NO) return 950_000
  switch (account.truth) {
    case 'low-tariff-high-use':
      return random.between(120, 420) * 1000
    case 'split-not-applied':
      return random.between(90, 200) * 1000
    case 'alternating-use':
      return random.between(150, 400) * 1000
    case 'wrong-record':
      return random.between(15, 60) * 1000
    case null:
  }
  if (account.category === 'COM-1') return random.between(6, 26) * random.between(6, 36) * 1000
  if (account.category === 'AGR-1') return random.between(4, 15) * random.between(4, 22) * 1000
  // Some houses stand empty; the others are small, few are large.
  return random.between(1, 100) <= 8 ? 0 : random.between(30, 75) * random.between(150, 680)
}

/** A shop has no heating season and little summer; what is billed as a household does not make it one. */
const SHOP_SEASON = ORIGIN['COM-1'].season

export function monthlyLoads(random: Random, accounts: readonly DemoAccount[]): Load[][] {
  const usual = accounts.map((account) => usualLoad(random, account))
  const idleness = accounts.map(() => random.next())
  return MONTHS.map((month, place) => CATEGORIES.flatMap((category) => categoryLoads(random, { accounts, usual, idleness, month, place, category })))
}

interface Slice {
  accounts: readonly DemoAccount[]
  usual: readonly number[]
  idleness: readonly number[]
  month: BillingMonth
  place: number
  category: DemoCategory
}

function categoryLoads(random: Random, { accounts, usual, idleness, month, place, category }: Slice): Load[] {
  const { billed, season, price, june, july } = ORIGIN[category]
  const open = accounts.flatMap((account, index) => (account.category === category && isOpenIn(account, month) ? [index] : []))
  // The same pumps idle longest; they come last.
  const active = open.sort((a, b) => (idleness[a] ?? 0) - (idleness[b] ?? 0)).slice(0, billed[place]).sort((a, b) => a - b)
  const raw = active.map((index) => {
    const account = accounts[index]
    const factor = (account?.truth === 'low-tariff-high-use' ? SHOP_SEASON[place] : season[place]) ?? 1000
    const load = Math.floor((((usual[index] ?? 0) / 1000) * factor * random.between(85, 115)) / 100)
    return account?.truth === 'alternating-use' && isAway(account, place) ? Math.floor(load / 40) : load
  })
  const exact = month === '2013-06' ? june : month === '2013-07' ? july : null
  const wanted = exact?.kwh ?? Math.floor((june.kwh * (season[place] ?? 1000) * active.length) / (1000 * june.accounts))
  const scaled = scaledTo(raw, wanted)
  const kwh = exact ? tunedTo(scaled, price, exact.fen) : scaled
  return active.map((account, at) => ({ account, kwh: kwh[at] ?? 0, fen: Math.floor(((kwh[at] ?? 0) * price + 50) / 100) }))
}

/** Of two meters at one address one runs while the other rests: the home in even months, the shop in odd ones. */
const isAway = (account: DemoAccount, place: number): boolean => (account.category === 'COM-1') === (place % 2 === 0)
