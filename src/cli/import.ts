import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { COLUMNS, type Column } from '@/domain/imports/category-months'
import { DomainError } from '@/domain/errors'
import { checkFile } from '@/features/imports/commands/check-file'
import { commitImport } from '@/features/imports/commands/commit-import'
import { confirmRow, correctRow } from '@/features/imports/commands/decide-row'
import { getImport } from '@/features/imports/queries'
import { isOpen } from '@/features/imports/stored-rows'
import { now } from '@/server/clock'
import { commandLineOperator } from '@/server/viewer'

const USAGE = `usage: import FILE [--correct ROW:COLUMN=VALUE …] [--confirm ROW …] [--reason TEXT] [--commit] [--json]
columns: ${COLUMNS.join(', ')}`

const OPTIONS = {
  correct: { type: 'string', multiple: true, default: [] as string[] },
  confirm: { type: 'string', multiple: true, default: [] as string[] },
  reason: { type: 'string', default: '' },
  commit: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const

/**
 * `import`: checks a statement file, takes corrections, commits it. Exit code 0 clean, committed or here before; 1 rows
 * wait for a decision; 2 the file or the call is wrong.
 */
export async function run(args: readonly string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
    const [file, ...rest] = positionals
    if (file === undefined || rest.length > 0) return refuse(USAGE)
    if ((values.correct.length > 0 || values.confirm.length > 0) && values.reason.trim() === '') return refuse('--reason: say why')
    return await importFile(file, values)
  } catch (error) {
    if (error instanceof DomainError) return refuse(`${error.code}: ${Object.entries(error.params).map(([name, value]) => `${name} ${value}`).join(', ')}`)
    if (error instanceof TypeError) return refuse(`${error.message}\n${USAGE}`)
    if (error instanceof Error && 'code' in error) return refuse(error.message)
    throw error
  }
}

interface Options {
  correct: string[]
  confirm: string[]
  reason: string
  commit: boolean
  json: boolean
}

async function importFile(file: string, { correct, confirm, reason, commit, json }: Options): Promise<number> {
  const viewer = commandLineOperator()
  const { id, seenBefore } = await checkFile(viewer, { name: path.basename(file), content: await readFile(file) }, now())
  for (const text of correct) await correctRow(viewer, { ...(await place(id)), ...correctionFrom(text), reason }, now())
  for (const rowNo of confirm) await confirmRow(viewer, { ...(await place(id)), rowNo: rowNumber(rowNo), reason }, now())
  const batch = await getImport(viewer, id)
  const outcome = commit && batch.state === 'checked' ? await commitImport(viewer, { id, version: batch.version }, now()) : batch.outcome
  const state = commit && batch.state === 'checked' ? 'committed' : batch.state
  const open = batch.rows.filter(isOpen)
  const report = { id, seenBefore, state, outcome, rows: batch.rowCount, open: open.map(({ rowNo, findings }) => ({ row: rowNo, findings })) }
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : asText(report))
  return open.length === 0 || state === 'committed' ? 0 : 1
}

/** The import as it stands now: each decision raises its version. */
async function place(id: string): Promise<{ id: string; version: number }> {
  return { id, version: (await getImport(commandLineOperator(), id)).version }
}

function correctionFrom(text: string): { rowNo: number; column: Column; value: string } {
  const match = /^(\d+):([^=]+)=(.+)$/.exec(text)
  const column = COLUMNS.find((name) => name === match?.[2])
  if (!match || !column) throw new TypeError(`--correct ${text}: expected ROW:COLUMN=VALUE`)
  return { rowNo: rowNumber(match[1] ?? ''), column, value: match[3] ?? '' }
}

function rowNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new TypeError(`${text} is no row number`)
  return Number(text)
}

interface Report {
  id: string
  seenBefore: boolean
  state: string
  outcome: { added: number; changed: number; unchanged: number } | null
  rows: number
  open: { row: number; findings: { column: string; code: string; params: Record<string, string>; slips?: { kind: string; value: string }[] | undefined }[] }[]
}

function asText({ id, seenBefore, state, outcome, rows, open }: Report): string {
  const lines = [`import ${id}: ${rows} rows, ${state}${seenBefore ? ' (the same file was here before; nothing was read again)' : ''}`]
  for (const { row, findings } of open) {
    for (const { column, code, params, slips } of findings) {
      lines.push(`row ${row}, ${column}: ${code} (${Object.entries(params).map(([name, value]) => `${name} ${value}`).join(', ')})`)
      for (const slip of slips ?? []) lines.push(`  likely ${slip.kind}: ${slip.value}`)
    }
  }
  if (outcome) lines.push(`added ${outcome.added}, changed ${outcome.changed}, unchanged ${outcome.unchanged}`)
  return `${lines.join('\n')}\n`
}

function refuse(line: string): number {
  process.stderr.write(`${line}\n`)
  return 2
}
