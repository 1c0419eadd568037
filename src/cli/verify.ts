import { parseArgs } from 'node:util'
import { isBillingMonth } from '@/domain/plain-date'
import { listStations } from '@/features/accounts/queries'
import { findDrift, monthsWithBooks } from '@/features/bills/verify-queries'
import { commandLineOperator } from '@/server/viewer'

const USAGE = 'usage: verify [--station NAME|CODE] [--from YYYY-MM] [--to YYYY-MM]'

const OPTIONS = { station: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' } } as const

/** `verify`: recomputes totals from bills and adjustments and names every drift. Exit code 0 sound, 1 drift, 2 wrong call. */
export async function run(args: readonly string[]): Promise<number> {
  let values
  try {
    values = parseArgs({ args: [...args], options: OPTIONS }).values
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  }
  const { from = '0001-01', to = '9999-12' } = values
  const badMonth = [from, to].find((month) => !isBillingMonth(month))
  if (badMonth !== undefined) return refuse(`expected a month as YYYY-MM, found ${JSON.stringify(badMonth)}`)
  const stations = (await listStations(commandLineOperator())).filter(({ code, name }) => values.station === undefined || values.station === code || values.station === name)
  if (stations.length === 0) return refuse(values.station === undefined ? 'there are no stations' : `--station: no station ${values.station}`)
  let drifts = 0
  let checked = 0
  for (const station of stations) {
    const months = (await monthsWithBooks(station.id)).filter((month) => from <= month && month <= to)
    checked += months.length
    for (const { grain, month, districtId, categoryId, stored, computed } of await findDrift(station.id, months)) {
      drifts += 1
      const place = districtId === null ? '' : ` district ${districtId}`
      process.stdout.write(`drift: ${grain} ${station.code}${place} ${month} category ${categoryId}: stored ${JSON.stringify(stored)}, books ${JSON.stringify(computed)}\n`)
    }
  }
  process.stdout.write(`${stations.length} station(s), ${checked} month(s): ${drifts === 0 ? 'totals equal the books' : `${drifts} drift(s)`}\n`)
  return drifts === 0 ? 0 : 1
}

function refuse(line: string): number {
  process.stderr.write(`${line}\n`)
  return 2
}
