import { parseArgs } from 'node:util'
import { DomainError } from '@/domain/errors'
import { fen, fenToYuan, type Fen } from '@/domain/money'
import { isBillingMonth, type BillingMonth } from '@/domain/plain-date'
import { listStations, type Station } from '@/features/accounts/queries'
import { recordCheck } from '@/features/bill-checks/commands/request-check'
import { checkSums, findFound, type CheckSum, type Found } from '@/features/bill-checks/queries'
import { categoryIndex } from '@/features/tariffs/queries'
import { findJob } from '@/server/jobs/job-store'
import { runJob } from '@/server/jobs/run-job'
import { commandLineOperator } from '@/server/viewer'
import { JOB_KINDS } from './job-kinds'

const USAGE = 'usage: audit bills --month YYYY-MM [--station NAME|CODE] [--json]'
const OPTIONS = { month: { type: 'string', default: '' }, station: { type: 'string' }, json: { type: 'boolean', default: false } } as const

/** Bills named a station in the answer; the counts hold all of them. */
const NAMED = 100

/** `audit bills`: every bill is match, differs or uncheckable. Exit code 0 all match, 1 some do not, 2 the call is wrong. */
export async function run([what, ...args]: readonly string[]): Promise<number> {
  if (what !== 'bills') return refuse(USAGE)
  let values
  try {
    values = parseArgs({ args: [...args], options: OPTIONS }).values
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  }
  const { month, station: asked, json } = values
  if (!isBillingMonth(month)) return refuse(`--month: expected a month as YYYY-MM, found ${JSON.stringify(month)}`)
  const viewer = commandLineOperator()
  const stations = (await listStations(viewer)).filter(({ code, name }) => asked === undefined || asked === code || asked === name)
  if (stations.length === 0) return refuse(asked === undefined ? 'there are no stations' : `--station: no station ${asked}`)
  const failure = await check(month, asked === undefined ? undefined : stations[0]?.code)
  if (failure !== null) return refuse(failure)
  const summaries = await Promise.all(stations.map((station) => summaryOf(station, month)))
  const checked = summaries.filter(({ bills }) => bills > 0)
  process.stdout.write(json ? `${JSON.stringify(checked, null, 2)}\n` : checked.map(asText).join(''))
  return checked.every(({ differs, uncheckable }) => differs + uncheckable === 0) ? 0 : 1
}

/** Runs the check to its end, as the worker would. @returns what stood against it, or null */
async function check(month: BillingMonth, stationCode: string | undefined): Promise<string | null> {
  try {
    const id = await recordCheck(commandLineOperator(), { month, stationCode })
    await runJob(id, JOB_KINDS)
    const job = await findJob(commandLineOperator(), id)
    return job?.state === 'done' ? null : `the check ended as ${job?.state ?? 'nothing'}: ${job?.failure ?? 'no reason given'}`
  } catch (error) {
    if (error instanceof DomainError && error.code === 'month-without-bills') return `--month: there are no bills of ${month}`
    throw error
  }
}

interface Summary {
  station: string
  month: BillingMonth
  bills: number
  match: number
  differs: number
  uncheckable: number
  /** Expected less billed, over the bills that differ. */
  differenceYuan: string
  byKind: Record<string, { bills: number; differenceYuan: string }>
  byCategory: Record<string, { bills: number; match: number; differs: number; uncheckable: number; differenceYuan: string }>
  differing: { accountNo: string; name: string; kind: string; billedYuan: string; expectedYuan: string; differenceYuan: string; why: unknown }[]
  missing: Record<string, number>
}

async function summaryOf(station: Station, month: BillingMonth): Promise<Summary> {
  const viewer = commandLineOperator()
  const scope = { month, stationId: station.id }
  const [sums, found, { byId }] = await Promise.all([checkSums(viewer, scope), findFound(viewer, { ...scope, outcome: 'differs' }, NAMED), categoryIndex()])
  const bills = (part: readonly CheckSum[]) => part.reduce((sum, one) => sum + one.bills, 0)
  const count = (part: readonly CheckSum[], outcome: CheckSum['outcome']) => bills(part.filter((one) => one.outcome === outcome))
  const codes = [...new Set(sums.map(({ categoryId }) => categoryId))]
  const kinds = [...new Set(sums.flatMap(({ outcome, kind }) => (outcome === 'differs' ? [kind] : [])))]
  const missing = sums.filter(({ outcome }) => outcome === 'uncheckable')
  const outcomes = (part: readonly CheckSum[]) => ({
    bills: bills(part), match: count(part, 'match'), differs: count(part, 'differs'), uncheckable: count(part, 'uncheckable'), differenceYuan: fenToYuan(difference(part)),
  })
  const ofKind = (kind: string) => sums.filter((one) => one.outcome === 'differs' && one.kind === kind)
  return {
    station: station.name,
    month,
    ...outcomes(sums),
    byKind: Object.fromEntries(kinds.map((kind) => [kind, { bills: bills(ofKind(kind)), differenceYuan: fenToYuan(difference(ofKind(kind))) }])),
    byCategory: Object.fromEntries(codes.map((id) => [byId.get(id)?.code ?? id, outcomes(sums.filter(({ categoryId }) => categoryId === id))])),
    differing: found.map(named),
    missing: Object.fromEntries(missing.map(({ kind }) => [kind, bills(missing.filter((one) => one.kind === kind))])),
  }
}

const difference = (sums: readonly CheckSum[]): Fen => fen(sums.reduce((sum, { differenceFen }) => sum + differenceFen, 0n))

const named = ({ accountNo, name, kind, billedFen, expectedFen, differenceFen, why }: Found): Summary['differing'][number] => ({
  accountNo, name, kind, billedYuan: fenToYuan(billedFen), expectedYuan: fenToYuan(expectedFen ?? fen(0n)), differenceYuan: fenToYuan(differenceFen ?? fen(0n)), why,
})

function asText({ station, month, bills, match, differs, uncheckable, differenceYuan, differing, missing }: Summary): string {
  const lines = [`${station} ${month}: ${bills} bills, ${match} match, ${differs} differ (${differenceYuan} yuan), ${uncheckable} uncheckable`]
  for (const { accountNo, name, kind, billedYuan, expectedYuan } of differing) lines.push(`  ${accountNo} ${name}: ${kind}, billed ${billedYuan}, expected ${expectedYuan}`)
  if (differs > differing.length) lines.push(`  … and ${differs - differing.length} more; all of them stand on the page /bill-checks`)
  for (const [code, number] of Object.entries(missing)) lines.push(`  missing ${code}: ${number}`)
  return `${lines.join('\n')}\n`
}

function refuse(line: string): number {
  process.stderr.write(`${line}\n`)
  return 2
}
