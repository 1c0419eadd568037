/** Bills of the demonstration's last month that were billed wrongly, so that a check has something to find. */
import type { DemoAccount, DemoBill } from './account'
import { MONTHS, ORIGIN } from './origin-figures'

const SHOPS_A_FAULT = 60
const HOUSEHOLDS_A_FAULT = 2_500
const KWH_TOO_MANY = 100
const LAST = MONTHS.at(-1)

/** Fen, rounded half up; the price is in ten-thousandths of a yuan. */
const amountOf = (kwh: number, price: number): number => Math.floor((kwh * price + 50) / 100)

/** Every so many shops at the household price, every so many households for a hundred kWh too many; accounts with a truth of their own are left out. */
export function withBillingFaults(bills: readonly DemoBill[], accounts: readonly DemoAccount[]): DemoBill[] {
  let shops = 0
  let households = 0
  return bills.map((bill) => {
    const account = accounts[bill.account]
    if (bill.month !== LAST || !account || account.truth !== null || bill.kwh === 0) return bill
    if (account.category === 'COM-1' && (shops += 1) % SHOPS_A_FAULT === 0) return { ...bill, fen: amountOf(bill.kwh, ORIGIN['RES-1'].price) }
    if (account.category === 'RES-1' && (households += 1) % HOUSEHOLDS_A_FAULT === 0) return { ...bill, fen: amountOf(bill.kwh + KWH_TOO_MANY, ORIGIN['RES-1'].price) }
    return bill
  })
}
