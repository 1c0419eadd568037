import { parseArgs } from 'node:util'
import type { MonthFigures } from '@/domain/change/change'
import { whToKwh } from '@/domain/energy'
import { fenToYuan } from '@/domain/money'
import { listStations, type Station } from '@/features/accounts/queries'
import { differs, reconciliation } from '@/features/bills/reconciliation'
import { findDrift, monthsWithBooks } from '@/features/bills/verify-queries'
import { listCategories } from '@/features/tariffs/queries'
import { commandLineOperator } from '@/server/viewer'
import { askedMonths, askedStation } from './asked-scope'
import { run as verifyAuditLog } from './verify-audit-log'

const USAGE = 'usage: verify [--station NAME|CODE] [--from YYYY-MM] [--to YYYY-MM]\n       verify audit-log [--anchors FOLDER]'

const OPTIONS = { station: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' } } as const

/**
 * `verify`: recomputes totals from bills and adjustments, compares the statements with the books, and names every drift.
 * Exit code 0 sound, 1 drift, 2 wrong call.
 */
export async function run(args: readonly string[]): Promise<number> {
  if (args[0] === 'audit-log') return verifyAuditLog(args.slice(1))
  let values
  try {
    values = parseArgs({ args: [...args], options: OPTIONS }).values
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  }
  const range = askedMonths(values.from ?? '0001-01', values.to ?? '9999-12')
  if (typeof range === 'string') return refuse(range)
  const known = await listStations(commandLineOperator())
  const one = values.station === undefined ? null : askedStation(values.station, known)
  if (typeof one === 'string') return refuse(one)
  const stations = one ? [one] : known
  if (stations.length === 0) return refuse('there are no stations')
  const codes = new Map((await listCategories()).map(({ id, code }) => [id, code]))
  let drifts = 0
  let checked = 0
  for (const station of stations) {
    const months = (await monthsWithBooks(station.id)).filter((month) => range.from <= month && month <= range.to)
    const found = [...(await totalsDrift(station, months, codes)), ...(await statementDrift(station, months, codes))]
    for (const line of found) process.stdout.write(`drift: ${line}\n`)
    checked += months.length
    drifts += found.length
  }
  process.stdout.write(`${stations.length} station(s), ${checked} month(s): ${drifts === 0 ? 'totals equal the books' : `${drifts} drift(s)`}\n`)
  return drifts === 0 ? 0 : 1
}

type Months = Awaited<ReturnType<typeof monthsWithBooks>>
type CategoryCodes = ReadonlyMap<number, string>

async function totalsDrift(station: Station, months: Months, categories: CategoryCodes): Promise<string[]> {
  const drifts = await findDrift(station.id, months)
  return drifts.map(({ grain, month, districtCode, categoryId, stored, computed }) => {
    const place = districtCode === null ? '' : ` district ${districtCode}`
    return `${grain} ${station.code}${place} ${month} ${categories.get(categoryId) ?? categoryId}: stored ${JSON.stringify(stored)}, books ${JSON.stringify(computed)}`
  })
}

async function statementDrift(station: Station, months: Months, categories: CategoryCodes): Promise<string[]> {
  const [first, last] = [months[0], months.at(-1)]
  if (!first || !last) return []
  const rows = await reconciliation(commandLineOperator(), { stationId: station.id, from: first, to: last })
  return rows
    .filter(differs)
    .map(({ month, categoryId, stated, booked }) => `statement ${station.code} ${month} ${categories.get(categoryId) ?? categoryId}: stated ${figuresText(stated)}; books ${figuresText(booked)}`)
}

const figuresText = ({ accounts, energyWh, amountFen }: MonthFigures): string => `${accounts} accounts, ${whToKwh(energyWh)} kWh, ${fenToYuan(amountFen)} yuan`

function refuse(line: string): number {
  process.stderr.write(`${line}\n`)
  return 2
}
