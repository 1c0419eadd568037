/** The whole company in outline: how many accounts of each class, over how many supply stations. */
import { addMonths, billingMonth, monthRange, type BillingMonth } from '@/domain/plain-date'
import { Random } from '../random'
import { COMPANY_CATEGORIES, type CompanyCategory } from './tariffs'

/** The origin report's whole company. */
const ORIGIN_ACCOUNTS = { 'RES-Y': 2_564_756, 'COM-C': 58_792, 'AGR-C': 57_507 } as const satisfies Record<CompanyCategory, number>
export const ORIGIN_TOTAL = 2_681_055

export const LAST_MONTH = billingMonth('2013-09')
/** Tariffs begin in July 2012. */
export const MOST_MONTHS = 15

const ACCOUNTS_A_STATION = 30_000
const FIRST_CODE = 1001
const SEED = 20_140_131

export interface StationOutline {
  code: string
  name: string
  seed: number
  accounts: Record<CompanyCategory, number>
}

export interface CompanyOutline {
  accounts: number
  months: BillingMonth[]
  stations: StationOutline[]
}

/** Deterministic: the same size gives the same company. The classes' counts add up to `accounts` exactly. */
export function companyOutline(accounts: number, months: number): CompanyOutline {
  const commercial = share(accounts, ORIGIN_ACCOUNTS['COM-C'])
  const agricultural = share(accounts, ORIGIN_ACCOUNTS['AGR-C'])
  const totals: Record<CompanyCategory, number> = { 'RES-Y': accounts - commercial - agricultural, 'COM-C': commercial, 'AGR-C': agricultural }
  const count = Math.max(2, Math.round(accounts / ACCOUNTS_A_STATION))
  const random = new Random(SEED)
  // Stations of a town are several times as large as those of the hills.
  const weights = Array.from({ length: count }, () => random.between(4, 12) * random.between(4, 12))
  const spread = Object.fromEntries(COMPANY_CATEGORIES.map((category) => [category, apportioned(totals[category], weights)])) as Record<CompanyCategory, number[]>
  const stations = weights.map((_, index): StationOutline => ({
    code: String(FIRST_CODE + index),
    name: `${String(index + 1).padStart(2, '0')}号供电所`,
    seed: SEED + index * 7919,
    accounts: { 'RES-Y': spread['RES-Y'][index] ?? 0, 'COM-C': spread['COM-C'][index] ?? 0, 'AGR-C': spread['AGR-C'][index] ?? 0 },
  }))
  return { accounts, months: monthRange(addMonths(LAST_MONTH, 1 - months), LAST_MONTH), stations }
}

/** A class's accounts at this size, rounded to the nearest. */
const share = (accounts: number, ofOrigin: number): number => Math.floor((accounts * ofOrigin * 2 + ORIGIN_TOTAL) / (2 * ORIGIN_TOTAL))

/** A whole number in parts by weight that add up to it. */
export function apportioned(whole: number, weights: readonly number[]): number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  let passed = 0
  let given = 0
  return weights.map((weight) => {
    passed += weight
    const upTo = Math.floor((whole * passed) / all)
    const part = upTo - given
    given = upTo
    return part
  })
}
