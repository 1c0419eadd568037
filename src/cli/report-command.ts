import { parseArgs } from 'node:util'
import type { BillingMonth } from '@/domain/plain-date'
import { listStations, type Station } from '@/features/accounts/queries'
import { commandLineOperator, type Viewer } from '@/server/viewer'
import { askedMonths, askedStation } from './asked-scope'

/** What every report is asked: whose figures, of which months, in which of its ways. */
export interface Asked<Choice extends string> {
  viewer: Viewer
  /** Null: all stations together. */
  station: Station | null
  stations: readonly Station[]
  range: { from: BillingMonth; to: BillingMonth }
  choice: Choice
  /** The values of the report's own options. */
  own: Readonly<Partial<Record<string, string>>>
}

/** A report as it is written. */
export interface Made {
  json: object
  /** Empty: there is nothing to print. */
  text: string
  /** What is missing in the data; null: nothing is. */
  missing: string | null
}

interface Report<Choice extends string> {
  name: string
  /** The option with a few values, the first of which is the usual one. */
  choice: { option: 'basis' | 'by'; values: readonly [Choice, ...Choice[]] }
  /** Options that no other report has. */
  own?: readonly string[]
  /** Makes the report, or says in a line what is wrong with the call. */
  make: (asked: Asked<Choice>) => Promise<Made | string>
}

/** A report as a command. Exit code 0; 1 when figures are missing; 2 when the call is wrong and standard error says where. */
export function reportCommand<const Choice extends string>(report: Report<Choice>): (args: readonly string[]) => Promise<number> {
  return async (args) => {
    const values = parsed(report, args)
    if (typeof values === 'string') return refuse(values)
    const asked = await askedOf(report, values)
    const made = typeof asked === 'string' ? asked : await report.make(asked)
    if (typeof made === 'string') return refuse(made)
    process.stdout.write(values.json === true ? `${JSON.stringify(made.json, null, 2)}\n` : made.text)
    if (made.missing === null) return 0
    process.stderr.write(`${made.missing}\n`)
    return 1
  }
}

type Values = Readonly<Partial<Record<string, string | boolean>>>

function parsed<Choice extends string>({ name, choice, own = [] }: Report<Choice>, args: readonly string[]): Values | string {
  const text = { type: 'string' } as const
  const options = Object.fromEntries(['station', 'from', 'to', choice.option, ...own].map((option) => [option, text]))
  try {
    return parseArgs({ args: [...args], options: { ...options, json: { type: 'boolean' } } }).values
  } catch (error) {
    const more = own.map((option) => `[--${option} YYYY-MM] `).join('')
    const usage = `usage: report ${name} [--station NAME|CODE] --from YYYY-MM --to YYYY-MM ${more}[--${choice.option} ${choice.values.join('|')}] [--json]`
    return `${error instanceof Error ? error.message : String(error)}\n${usage}`
  }
}

async function askedOf<Choice extends string>({ choice, own = [] }: Report<Choice>, values: Values): Promise<Asked<Choice> | string> {
  const textOf = (option: string): string | undefined => (typeof values[option] === 'string' ? values[option] : undefined)
  const range = askedMonths(textOf('from') ?? '', textOf('to') ?? '')
  if (typeof range === 'string') return range
  const wanted = textOf(choice.option) ?? choice.values[0]
  const chosen = choice.values.find((value) => value === wanted)
  if (chosen === undefined) return `--${choice.option}: expected ${choice.values.join(', ')}, found ${JSON.stringify(wanted)}`
  const viewer = commandLineOperator()
  const stations = await listStations(viewer)
  const name = textOf('station')
  const station = name === undefined ? null : askedStation(name, stations)
  if (typeof station === 'string') return station
  const ownValues = Object.fromEntries(own.flatMap((option) => (textOf(option) === undefined ? [] : [[option, textOf(option)]])))
  return { viewer, station, stations, range, choice: chosen, own: ownValues }
}

function refuse(line: string): number {
  process.stderr.write(`${line}\n`)
  return 2
}
