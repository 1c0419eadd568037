/** The accounts of one station of the company, in the order of their districts, with what is wrong with some of them. */
import { Random } from '../random'
import { farmName, personName, shopName, villageNames } from '../words'
import type { Truth } from '../account'
import type { StationOutline } from './outline'
import type { CompanyCategory } from './tariffs'

export interface CompanyAccount {
  accountNo: string
  name: string
  address: string
  meterNo: string
  district: number
  /** As recorded. */
  category: CompanyCategory
  /** A split on record: so much of the energy is commercial, the rest on the category. */
  split: { method: 'fixed-ratio'; percent: number } | { method: 'fixed-quantity'; kwh: number } | null
  /** What is wrong with the record, and what it should be; goes to no database. */
  truth: { kind: Truth; category: CompanyCategory; partner: string | null } | null
}

export interface CompanyStation {
  districts: { code: string; name: string }[]
  accounts: CompanyAccount[]
}

const PERCENT = { split: 2, wrong: 2 }
const SPLIT_PERCENTS = [10, 20, 30, 30, 30, 40, 50]

/** Districts from 20 to 800 accounts, many small and few large. */
function districtSizes(random: Random, accounts: number): number[] {
  const sizes: number[] = []
  for (let left = accounts; left > 0; ) {
    const size = Math.min(left, 20 + Math.floor((random.between(2, 28) * random.between(2, 28) * random.between(10, 28)) / 28))
    sizes.push(size)
    left -= size
  }
  return sizes
}

export function stationAccounts({ code, seed, accounts }: StationOutline): CompanyStation {
  const random = new Random(seed)
  const villages = villageNames(random, 80)
  const categories = random.shuffled(
    (Object.entries(accounts) as [CompanyCategory, number][]).flatMap(([category, count]) => Array<CompanyCategory>(count).fill(category)),
  )
  const sizes = districtSizes(random, categories.length)
  const districts = sizes.map((_, index) => {
    const village = villages[index % villages.length] ?? ''
    return { code: `${code}-${String(index + 1).padStart(4, '0')}`, name: `${village}${Math.floor(index / villages.length) + 1}号台区`, village }
  })
  const all: CompanyAccount[] = []
  const naming = new Random(seed ^ 0x4a3e)
  for (const [district, size] of sizes.entries()) {
    for (let place = 0; place < size; place += 1) all.push(renamed(naming, account(random, code, all.length, district, districts[district]?.village ?? '', categories[all.length] ?? 'RES-Y')))
  }
  pairUp(all)
  return { districts: districts.map(({ code: districtCode, name }) => ({ code: districtCode, name })), accounts: all }
}

function account(random: Random, code: string, index: number, district: number, village: string, category: CompanyCategory): CompanyAccount {
  const truth = random.between(1, 100) <= PERCENT.wrong ? wrongness(random, category) : null
  // A shop on a household's record gives itself away by its name as often as not.
  const asShop = category === 'COM-C' || (truth?.category === 'COM-C' && random.between(0, 1) === 0)
  const name = asShop ? shopName(random) : category === 'AGR-C' ? farmName(random, village) : personName(random)
  const splits = truth === null && category !== 'AGR-C' && random.between(1, 100) <= PERCENT.split
  return {
    accountNo: `${code}${String(index + 1).padStart(6, '0')}`,
    name,
    address: `${village}${random.between(1, 8)}组${random.between(1, 180)}号`,
    meterNo: `34${code}${String(random.between(0, 999_999)).padStart(6, '0')}`,
    district,
    category,
    split: splits && category === 'RES-Y' ? split(random) : null,
    truth,
  }
}

/**
 * A name proves nothing: many a shop is run and recorded under its owner's own name, and some dwellings still bear that of the
 * shop that was there before.
 */
function renamed(random: Random, one: CompanyAccount): CompanyAccount {
  const draw = random.between(1, 1000)
  if (one.category === 'COM-C' && draw <= 300) return { ...one, name: personName(random) }
  if (one.category === 'RES-Y' && one.truth === null && draw <= 10) return { ...one, name: shopName(random) }
  return one
}

const split = (random: Random): CompanyAccount['split'] =>
  random.between(1, 10) <= 8 ? { method: 'fixed-ratio', percent: random.pick(SPLIT_PERCENTS) } : { method: 'fixed-quantity', kwh: random.between(2, 20) * 10 }

function wrongness(random: Random, category: CompanyCategory): NonNullable<CompanyAccount['truth']> {
  if (category === 'COM-C') return { kind: 'wrong-record', category: 'RES-Y', partner: null }
  if (category === 'AGR-C') return { kind: 'low-tariff-high-use', category: 'COM-C', partner: null }
  const kind = random.pick(['low-tariff-high-use', 'low-tariff-high-use', 'split-not-applied', 'alternating-use', 'wrong-record'] as const)
  return { kind, category: kind === 'wrong-record' ? 'AGR-C' : 'COM-C', partner: null }
}

/** Two meters used in turn stand at one address: the next rightly recorded account of the district is the other one. */
function pairUp(accounts: CompanyAccount[]): void {
  accounts.forEach((one, index) => {
    const other = accounts[index + 1]
    if (one.truth?.kind !== 'alternating-use' || one.truth.partner !== null) return
    if (!other || other.district !== one.district || other.truth !== null || other.split !== null) {
      one.truth = { kind: 'low-tariff-high-use', category: 'COM-C', partner: null }
      return
    }
    one.truth.partner = other.accountNo
    other.truth = { kind: 'alternating-use', category: other.category, partner: one.accountNo }
    other.address = one.address
  })
}
