/**
 * The supply station of the QC circle's report of January 2014: what its June and July 2013 must add up to, after the
 * report's slip in June's commercial amount is put right. The prices are what its amounts come to per kWh.
 */
import { billingMonth, monthRange } from '@/domain/plain-date'

export const STATION = { code: '0107', name: 'XX供电所' } as const
export const COMPANY = { id: 1, name: '某县供电公司', accountsTotal: 2_681_055 } as const
export const DISTRICTS = 149
export const MONTHS = monthRange(billingMonth('2013-01'), billingMonth('2013-09'))
export const OPEN_MONTH = billingMonth('2013-10')

export type DemoCategory = 'RES-1' | 'COM-1' | 'AGR-1'

interface Figures {
  /** Ten-thousandths of a yuan per kWh. */
  price: number
  june: { accounts: number; kwh: number; fen: number }
  july: { accounts: number; kwh: number; fen: number }
  /** Load by month, January to September, in thousandths of June's. */
  season: readonly number[]
  /** Accounts billed by month. */
  billed: readonly number[]
}

export const ORIGIN: Record<DemoCategory, Figures> = {
  'RES-1': {
    price: 5469,
    june: { accounts: 20_245, kwh: 487_625, fen: 26_668_375 },
    july: { accounts: 20_219, kwh: 589_777, fen: 32_255_001 },
    season: [1050, 1020, 905, 830, 865, 1000, 1211, 1235, 970],
    billed: [20_245, 20_245, 20_245, 20_245, 20_245, 20_245, 20_219, 20_219, 20_219],
  },
  'COM-1': {
    price: 7335,
    june: { accounts: 498, kwh: 166_669, fen: 12_225_236 },
    july: { accounts: 537, kwh: 200_223, fen: 14_686_392 },
    season: [900, 850, 880, 900, 950, 1000, 1114, 1130, 1000],
    billed: [498, 498, 498, 498, 498, 498, 537, 537, 537],
  },
  'AGR-1': {
    price: 5140,
    june: { accounts: 847, kwh: 100_331, fen: 5_157_010 },
    july: { accounts: 707, kwh: 59_978, fen: 3_082_862 },
    season: [250, 280, 700, 950, 1050, 1000, 716, 800, 600],
    billed: [412, 430, 690, 815, 840, 847, 707, 760, 640],
  },
}

export const CATEGORIES = ['RES-1', 'COM-1', 'AGR-1'] as const satisfies readonly DemoCategory[]
