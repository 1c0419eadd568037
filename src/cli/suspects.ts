import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { DomainError } from '@/domain/errors'
import { FEATURES } from '@/domain/suspects/features'
import { probabilityOf } from '@/domain/suspects/model'
import { readingSigns, shopSigns } from '@/domain/suspects/rules'
import { bySize, fitTable, LEAST_TARGETS, RowScorer } from '@/domain/suspects/score-table'
import { meanKwh, seriesOf } from '@/domain/suspects/series'
import { targetRange } from '@/domain/suspects/target-range'
import type { CollectedSeries } from './series-collector'
import { readSeriesFile } from './suspects-file'
import { contributionText, fileFaultText, NOTHING, SILENT, signText } from './suspects-words'

const USAGE = 'usage: suspects FILE.csv --recorded CATEGORY --target CATEGORY [--json] (columns account,category,month,energy_kwh; - reads standard input)'
const OPTIONS = { recorded: { type: 'string' }, target: { type: 'string' }, json: { type: 'boolean', default: false } } as const
const SHOWN_CONTRIBUTIONS = 6
const SHOWN_AS_TEXT = 50
const LEAST_CONTRIBUTION = 0.05

interface Suspect {
  account: string
  /** Higher is more suspicious: how likely the records say that an account with these months is one of the target's. */
  score: number
  reasons: string[]
  rules: string[]
  contributions: { feature: string; contribution: number }[]
  meanKwh: number
  months: number
}

/** `suspects`: which accounts recorded as one class look like another. Exit code 0 done, 1 done but the file has bad rows, 2 the call or file is wrong. */
export async function run(args: readonly string[]): Promise<number> {
  let parsed
  try {
    parsed = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  }
  const { values: { recorded, target, json }, positionals: [file, ...rest] } = parsed
  if (file === undefined || rest.length > 0 || recorded === undefined || target === undefined) return refuse(USAGE)
  if (recorded === target) return refuse(`--target: expected another category than --recorded, found ${target} twice`)
  try {
    const read = await readSeriesFile(file)
    process.stderr.write(read.faults.map((line) => `${line}\n`).join(''))
    if (read.fatal) return 2
    const found = [...new Set(read.categories)]
    const known = found.slice(0, 20).join(', ') || 'none'
    if (!found.includes(recorded)) return refuse(`--recorded: no account is recorded ${recorded}; the file has ${known}`)
    const suspects = scored(read, recorded, target)
    if (suspects.unlearned) process.stderr.write(`fewer than ${LEAST_TARGETS} accounts are recorded ${target} (or ${recorded}): nothing to learn from, ranked by mean energy; the file has ${known}\n`)
    await write(suspects, json)
    return read.faults.length > 0 || suspects.unlearned ? 1 : 0
  } catch (error) {
    if (error instanceof DomainError) return refuse(`${file}: ${fileFaultText(error)}`)
    // Whoever read the answers has seen enough.
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return 0
    if (error instanceof Error && 'code' in error) return refuse(`${file}: cannot be read (${String(error.code)})`)
    throw error
  }
}

/** The suspects are worked out one by one as they are written: a company's whole list with all its reasons would not fit. */
function scored({ table, accounts, categories }: CollectedSeries, recordedAs: string, targetAs: string): { rows: Iterable<Suspect>; count: number; unlearned: boolean } {
  const recorded: number[] = []
  const target: number[] = []
  categories.forEach((category, row) => (category === recordedAs ? recorded.push(row) : category === targetAs ? target.push(row) : undefined))
  const input = { table, accountNos: accounts, recorded, target }
  const unlearned = target.length < LEAST_TARGETS || recorded.length < LEAST_TARGETS
  const scorer = unlearned ? null : new RowScorer(input, fitTable(input))
  const range = targetRange(table, recorded, target)
  const means = Float64Array.from(recorded, (row) => meanKwh(seriesOf(table, row)))
  // Of an account without a single reading nothing can be said: it comes last.
  const odds = Float64Array.from(recorded, (row) => (isSilent(table, row) ? -Infinity : scorer ? scorer.odds(row) : bySize(table, row)))
  const order = Uint32Array.from(recorded, (_, place) => place).sort((a, b) => {
    const [first, second] = [odds[a] ?? 0, odds[b] ?? 0]
    // Of two that are equally likely the larger one is worth more.
    return first === second ? (means[b] ?? 0) - (means[a] ?? 0) || a - b : second - first
  })
  const suspectAt = (place: number): Suspect => {
    const row = recorded[place] ?? 0
    const series = seriesOf(table, row)
    const mean = means[place] ?? 0
    if (isSilent(table, row)) return { account: accounts[row] ?? '', score: 0, reasons: [SILENT], rules: [], contributions: [], meanKwh: 0, months: 0 }
    scorer?.odds(row, true)
    const contributions = scorer ? FEATURES.map((feature, index) => ({ feature, contribution: rounded(scorer.parts[index] ?? 0), value: scorer.features[index] ?? Number.NaN })) : []
    const telling = contributions.filter(({ contribution }) => Math.abs(contribution) >= LEAST_CONTRIBUTION).sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)).slice(0, SHOWN_CONTRIBUTIONS)
    const signs = scorer ? [...shopSigns(scorer.features, mean, range), ...readingSigns(series, scorer.features, table.months)] : []
    const reasons = [...signs.map(signText), ...telling.slice(0, 3).map((one) => contributionText(one, mean))]
    return {
      account: accounts[row] ?? '', score: rounded(probabilityOf(odds[place] ?? 0), 9), reasons: reasons.length > 0 ? reasons : [NOTHING],
      rules: signs.map(({ rule }) => rule), contributions: telling.map(({ feature, contribution }) => ({ feature, contribution })),
      meanKwh: rounded(mean, 1), months: series.reduce((count, kwh) => (Number.isNaN(kwh) ? count : count + 1), 0),
    }
  }
  return { rows: mapped(order, suspectAt), count: order.length, unlearned }
}

const isSilent = (table: CollectedSeries['table'], row: number): boolean => seriesOf(table, row).every(Number.isNaN)

function* mapped<From, To>(items: Iterable<From>, to: (item: From) => To): Generator<To> {
  for (const item of items) yield to(item)
}

const rounded = (value: number, digits = 4): number => Math.round(value * 10 ** digits) / 10 ** digits

/** One account a line within the array, so that a large answer is never one string. */
async function write({ rows, count }: { rows: Iterable<Suspect>; count: number }, json: boolean): Promise<void> {
  const put = async (text: string) => {
    if (!process.stdout.write(text)) await once(process.stdout, 'drain')
  }
  if (!json) {
    let shown = 0
    for (const { account, score, reasons } of rows) {
      if (shown === SHOWN_AS_TEXT) break
      await put(`${account}  ${Math.round(score * 1000) / 10} %  ${reasons.join('; ')}\n`)
      shown += 1
    }
    if (count > shown) await put(`… and ${count - shown} more; --json prints all\n`)
    return
  }
  await put('[')
  let before = '\n'
  for (const row of rows) {
    await put(`${before}${JSON.stringify(row)}`)
    before = ',\n'
  }
  await put('\n]\n')
}

function refuse(line: string): number {
  process.stderr.write(`${line}\n`)
  return 2
}
