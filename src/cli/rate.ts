import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { once } from 'node:events'
import { formatIssues } from '@/domain/tariff/document'
import { IN_WORDS } from '@/domain/tariff/document-faults'
import { ratingCaseSchema } from '@/domain/tariff/rating-case'
import { rate } from '@/domain/tariff/rate'
import type { RatingOutcome } from '@/domain/tariff/rating-types'

const USAGE = 'usage: rate FILE.json | rate --many FILE.jsonl (- reads standard input)'

type Answer = RatingOutcome | { outcome: 'invalid'; faults: string[] }

/** `rate`: rates a file of the tariff format. Exit code 0 rated, 1 uncheckable, 2 the input does not fit. */
export async function run(args: readonly string[]): Promise<number> {
  const many = args.includes('--many')
  const [file, ...rest] = args.filter((arg) => arg !== '--many')
  const unknown = [file, ...rest].find((arg) => arg !== undefined && arg.startsWith('-') && arg !== '-')
  if (file === undefined || rest.length > 0 || unknown !== undefined) return refuse([unknown ? `unknown option ${unknown}` : USAGE])
  try {
    return many ? await rateMany(file) : await rateOne(file)
  } catch (error) {
    // Whoever read the answers has seen enough.
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return 0
    if (error instanceof Error && 'code' in error) return refuse([`${file}: cannot be read (${String(error.code)})`])
    throw error
  }
}

async function rateOne(file: string): Promise<number> {
  const text = file === '-' ? await standardInput() : await readFile(file, 'utf8')
  const answer = answerTo(text)
  if (answer.outcome === 'invalid') return refuse(answer.faults)
  process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`)
  return answer.outcome === 'rated' ? 0 : 1
}

/** One case a line in, one answer a line out; the reader waits for the writer, so that memory stays flat. */
async function rateMany(file: string): Promise<number> {
  const input = file === '-' ? process.stdin : createReadStream(file)
  await once(input, 'readable')
  let worst = 0
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (line.trim() === '') continue
    const answer = answerTo(line)
    worst = Math.max(worst, { rated: 0, uncheckable: 1, invalid: 2 }[answer.outcome])
    if (!process.stdout.write(`${JSON.stringify(answer)}\n`)) await once(process.stdout, 'drain')
  }
  return worst
}

function answerTo(text: string): Answer {
  const bare = text.replace(/^\uFEFF/, '')
  if (bare.trim() === '') return { outcome: 'invalid', faults: ['(document): empty; expected a JSON document'] }
  let json: unknown
  try {
    json = JSON.parse(bare)
  } catch (error) {
    return { outcome: 'invalid', faults: [`(document): not JSON: ${error instanceof Error ? error.message : String(error)}`] }
  }
  const parsed = ratingCaseSchema.safeParse(json, IN_WORDS)
  return parsed.success ? rate(parsed.data) : { outcome: 'invalid', faults: formatIssues(parsed.error) }
}

async function standardInput(): Promise<string> {
  let text = ''
  for await (const chunk of process.stdin.setEncoding('utf8')) text += String(chunk)
  return text
}

function refuse(faults: readonly string[]): number {
  process.stderr.write(`${faults.join('\n')}\n`)
  return 2
}
