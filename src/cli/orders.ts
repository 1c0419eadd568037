import { parseArgs } from 'node:util'
import { isBillingMonth, type BillingMonth } from '@/domain/plain-date'
import { listStations } from '@/features/accounts/queries'
import { monthsToVerify, verifyAppliedOrders } from '@/features/work-orders/commands/verify-applied-orders'
import { now } from '@/server/clock'
import { commandLineOperator } from '@/server/viewer'
import { askedStation } from './asked-scope'

const USAGE = 'usage: orders verify [--station NAME|CODE] [--month YYYY-MM]'
const OPTIONS = { station: { type: 'string' }, month: { type: 'string' } } as const

/**
 * `orders verify`: looks whether applied orders were followed by the bills that came since, of one month or of all there are.
 * Exit code 0 all that could be looked at were, 1 some came back raised, 2 the call is wrong.
 */
export async function run([what, ...args]: readonly string[]): Promise<number> {
  if (what !== 'verify') return refuse(USAGE)
  let values
  try {
    values = parseArgs({ args: [...args], options: OPTIONS }).values
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  }
  const { month } = values
  if (month !== undefined && !isBillingMonth(month)) return refuse(`--month: expected a month as YYYY-MM, found ${JSON.stringify(month)}`)
  const known = await listStations(commandLineOperator())
  const one = values.station === undefined ? null : askedStation(values.station, known)
  if (typeof one === 'string') return refuse(one)
  let raisedAny = false
  for (const { id, code } of one ? [one] : known) {
    const months: BillingMonth[] = month === undefined ? await monthsToVerify(id) : [month]
    for (const billed of months) {
      const { verified, raised, waiting } = await verifyAppliedOrders(commandLineOperator(), { stationId: id, month: billed }, now())
      raisedAny ||= raised > 0
      process.stdout.write(`${code} ${billed}: ${verified} verified, ${raised} raised, ${waiting} wait for a bill\n`)
    }
  }
  return raisedAny ? 1 : 0
}

function refuse(line: string): number {
  process.stderr.write(`${line}\n`)
  return 2
}
