/** Numbers of correction work orders: `GD-STATION-YYYYMM-NNNN`, gapless per station and open month. */
import { billingMonth, type BillingMonth } from '../plain-date'

const PATTERN = /^GD-([0-9A-Za-z]+)-(\d{4})(0[1-9]|1[0-2])-(\d{4,})$/

export const orderNumber = (station: string, month: BillingMonth, place: number): string =>
  `GD-${station}-${month.replace('-', '')}-${String(place).padStart(4, '0')}`

/** The parts of a number, or null when the text is none. */
export function parseOrderNumber(text: string): { station: string; month: BillingMonth; place: number } | null {
  const match = PATTERN.exec(text)
  if (!match) return null
  const [, station = '', year = '', month = '', place = ''] = match
  return { station, month: billingMonth(`${year}-${month}`), place: Number(place) }
}
