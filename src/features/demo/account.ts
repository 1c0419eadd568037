import { firstDayOf, type BillingMonth, type PlainDate } from '@/domain/plain-date'
import { STATION, type DemoCategory } from './origin-figures'

export type Truth = 'low-tariff-high-use' | 'split-not-applied' | 'alternating-use' | 'wrong-record'

export interface DemoAccount {
  accountNo: string
  name: string
  address: string
  meterNo: string
  district: number
  category: DemoCategory
  openedOn: PlainDate
  closedOn: PlainDate | null
  /** What is wrong with its tariff, if anything; never loaded. */
  truth: Truth | null
  /** The account it alternates with. */
  partner: DemoAccount | null
}

export interface DemoBill {
  account: number
  month: BillingMonth
  kwh: number
  fen: number
  yearToDateKwh: number
}

/** The small supermarket of the README's tour, on the household tariff. */
export const TOUR_ACCOUNT_NO = `${STATION.code}012345`

export const isOpenIn = (account: DemoAccount, month: BillingMonth): boolean =>
  account.openedOn <= firstDayOf(month) && (account.closedOn === null || account.closedOn >= firstDayOf(month))
