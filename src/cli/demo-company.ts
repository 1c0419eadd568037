import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { DomainError } from '@/domain/errors'
import { loadCompany } from '@/features/demo/commands/load-company'
import { companyOutline, MOST_MONTHS, ORIGIN_TOTAL, type StationOutline } from '@/features/demo/company/outline'
import { stationAccounts } from '@/features/demo/company/station-accounts'
import { now } from '@/server/clock'
import { commandLineOperator } from '@/server/viewer'

export const USAGE = `usage: demo company [--accounts ${ORIGIN_TOTAL}] [--months 12] [--truth FILE.csv]`
const OPTIONS = { accounts: { type: 'string', default: String(ORIGIN_TOTAL) }, months: { type: 'string', default: '12' }, truth: { type: 'string' } } as const
const MOST_ACCOUNTS = 10_000_000

/** `demo company`: the whole company, the same on every machine; a load that was broken off goes on where it stopped. */
export async function run(args: readonly string[]): Promise<number> {
  let values
  try {
    values = parseArgs({ args: [...args], options: OPTIONS }).values
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  }
  const [accounts, months] = [whole(values.accounts, 1_000, MOST_ACCOUNTS), whole(values.months, 1, MOST_MONTHS)]
  if (accounts === null) return refuse(`--accounts: expected a whole number from 1000 to ${MOST_ACCOUNTS}, found ${values.accounts}`)
  if (months === null) return refuse(`--months: expected a whole number from 1 to ${MOST_MONTHS} (the tariffs begin in July 2012), found ${values.months}`)
  const outline = companyOutline(accounts, months)
  const began = performance.now()
  const truth = values.truth === undefined ? null : createWriteStream(values.truth)
  try {
    if (truth) await once(truth, 'open')
    truth?.write('account,kind,true_category\n')
    let done = 0
    for await (const { station, loaded } of loadCompany(commandLineOperator(), outline, now())) {
      done += Object.values(station.accounts).reduce((sum, count) => sum + count, 0)
      if (truth && !truth.write(truthLines(station))) await once(truth, 'drain')
      const seconds = (performance.now() - began) / 1000
      process.stderr.write(`${station.code} ${loaded ? 'loaded' : 'was there already'}: ${done} of ${accounts} accounts, ${Math.round((done * months) / seconds)} bills/s\n`)
    }
    if (truth) await finished(truth.end())
    process.stdout.write(`${accounts} accounts in ${outline.stations.length} stations, ${months} month(s), ${Math.round((performance.now() - began) / 1000)} s\n`)
    return 0
  } catch (error) {
    if (error instanceof DomainError && error.code === 'demo-other-size') return refuse(otherSize(error.params))
    if (error instanceof DomainError) return report(`Station code ${String(error.params['code'])} belongs to ${String(error.params['name'])}: the company was not loaded.`)
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return refuse(`--truth: cannot be written: ${error.message}`)
    throw error
  }
}

const otherSize = ({ code, accounts, months, asked, askedMonths }: DomainError['params']): string =>
  `Station ${code} was loaded with ${accounts} accounts and ${months} month(s); a company of this size has ${asked} and ${askedMonths}. Ask for the size that is there, or load into an empty database (DATABASE_URL, or TARIFF_AUDIT_DATA for another folder).`

/** Generated again, so that a load that went on where it stopped has the whole truth too. */
const truthLines = (station: StationOutline): string =>
  stationAccounts(station).accounts.flatMap(({ accountNo, truth }) => (truth === null ? [] : [`${accountNo},${truth.kind},${truth.category}\n`])).join('')

const whole = (text: string, least: number, most: number): number | null => (/^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : null)

function refuse(line: string): number {
  process.stderr.write(`${line}\n`)
  return 2
}

function report(line: string): number {
  process.stderr.write(`${line}\n`)
  return 1
}
