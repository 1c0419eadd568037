/** Numbers of complaints: `TS-STATION-YYYYMM-NNNN`, gapless per station and month. */
import type { BillingMonth } from '../plain-date'

export const complaintNumber = (station: string, month: BillingMonth, place: number): string => `TS-${station}-${month.replace('-', '')}-${String(place).padStart(4, '0')}`
