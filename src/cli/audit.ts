import { parseArgs } from 'node:util'
import { fen, fenToYuan, type Fen } from '@/domain/money'
import { isBillingMonth, type BillingMonth } from '@/domain/plain-date'
import { listStations, type Station } from '@/features/accounts/queries'
import { auditBills, type AuditedBill } from '@/features/bills/audit-queries'
import { commandLineOperator } from '@/server/viewer'

const USAGE = 'usage: audit bills --month YYYY-MM [--station NAME|CODE] [--json]'
const OPTIONS = { month: { type: 'string', default: '' }, station: { type: 'string' }, json: { type: 'boolean', default: false } } as const

/** Differing bills named in the answer; the counts hold all of them. */
const NAMED = 100

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
  differing: { accountNo: string; name: string; kind: string; billedYuan: string; expectedYuan: string; differenceYuan: string; fits: readonly string[] }[]
  missing: Record<string, number>
}

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
  const stations = (await listStations(commandLineOperator())).filter(({ code, name }) => asked === undefined || asked === code || asked === name)
  if (stations.length === 0) return refuse(asked === undefined ? 'there are no stations' : `--station: no station ${asked}`)
  const summaries: Summary[] = []
  for (const station of stations) summaries.push(await auditStation(station, month))
  process.stdout.write(json ? `${JSON.stringify(summaries, null, 2)}\n` : summaries.map(asText).join(''))
  return summaries.every(({ differs, uncheckable }) => differs + uncheckable === 0) ? 0 : 1
}

async function auditStation(station: Station, month: BillingMonth): Promise<Summary> {
  const summary: Summary = { station: station.name, month, bills: 0, match: 0, differs: 0, uncheckable: 0, differenceYuan: '0.00', byKind: {}, differing: [], missing: {} }
  const sums = new Map<string, Fen>()
  for await (const bill of auditBills(commandLineOperator(), month, station.id)) count(summary, sums, bill)
  for (const [kind, entry] of Object.entries(summary.byKind)) entry.differenceYuan = fenToYuan(sums.get(kind) ?? fen(0n))
  return { ...summary, differenceYuan: fenToYuan(fen([...sums.values()].reduce((sum, amount) => sum + amount, 0n))) }
}

function count(summary: Summary, sums: Map<string, Fen>, { accountNo, name, amountFen, check }: AuditedBill): void {
  summary.bills += 1
  summary[check.outcome] += 1
  if (check.outcome === 'uncheckable') for (const { code } of check.reasons) summary.missing[code] = (summary.missing[code] ?? 0) + 1
  if (check.outcome !== 'differs') return
  const { kind, expectedFen, differenceFen, fits } = check
  const entry = (summary.byKind[kind] ??= { bills: 0, differenceYuan: '0.00' })
  entry.bills += 1
  sums.set(kind, fen((sums.get(kind) ?? 0n) + differenceFen))
  if (summary.differing.length < NAMED) {
    summary.differing.push({ accountNo, name, kind, billedYuan: fenToYuan(amountFen), expectedYuan: fenToYuan(expectedFen), differenceYuan: fenToYuan(differenceFen), fits })
  }
}

function asText({ station, month, bills, match, differs, uncheckable, differenceYuan, differing, missing }: Summary): string {
  const lines = [`${station} ${month}: ${bills} bills, ${match} match, ${differs} differ (${differenceYuan} yuan), ${uncheckable} uncheckable`]
  for (const { accountNo, name, kind, billedYuan, expectedYuan, fits } of differing) {
    lines.push(`  ${accountNo} ${name}: ${kind}, billed ${billedYuan}, expected ${expectedYuan}${fits.length > 0 ? `, fits ${fits.join(', ')}` : ''}`)
  }
  for (const [code, number] of Object.entries(missing)) lines.push(`  missing ${code}: ${number}`)
  return `${lines.join('\n')}\n`
}

function refuse(line: string): number {
  process.stderr.write(`${line}\n`)
  return 2
}
