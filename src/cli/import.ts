import { createWriteStream, existsSync } from 'node:fs'
import { open as openFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { createTranslator } from 'use-intl/core'
import { JOB_KINDS } from './job-kinds'
import { DomainError } from '@/domain/errors'
import { columnsOf, IMPORT_KINDS, missingColumns, type ImportKind } from '@/domain/imports/columns'
import { headerKey } from '@/domain/imports/header'
import { chooseMapping } from '@/features/imports/commands/choose-mapping'
import { confirmRow, correctRow } from '@/features/imports/commands/decide-row'
import { receiveFile } from '@/features/imports/commands/receive-file'
import { recordCheck, recordCommit } from '@/features/imports/commands/request-job'
import { errorWorkbook } from '@/features/imports/error-workbook'
import { getImport, importRows, type ImportDetail } from '@/features/imports/queries'
import { kindSchema } from '@/features/imports/schemas'
import { isOpen, type StoredRow } from '@/features/imports/stored-rows'
import { loadMessages } from '@/messages/load'
import { now } from '@/server/clock'
import { keepStream } from '@/server/files/file-store'
import { ROW_LIMITS } from '@/server/files/file-rows'
import { findJob } from '@/server/jobs/job-store'
import { closeQueue } from '@/server/jobs/queue'
import { runJob } from '@/server/jobs/run-job'
import { commandLineOperator } from '@/server/viewer'

const USAGE = `usage: import FILE [--kind ${IMPORT_KINDS.join('|')}] [--map COLUMN=HEADER …] [--correct ROW:COLUMN=VALUE …] [--confirm ROW …] [--reason TEXT]
              [--commit] [--errors FILE.xlsx] [--language zh-CN|en] [--json]`

const OPTIONS = {
  kind: { type: 'string', default: 'category-months' },
  map: { type: 'string', multiple: true, default: [] as string[] },
  correct: { type: 'string', multiple: true, default: [] as string[] },
  confirm: { type: 'string', multiple: true, default: [] as string[] },
  reason: { type: 'string', default: '' },
  errors: { type: 'string' },
  language: { type: 'string' },
  commit: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const

/** Faulty rows that are written out; all of them are in the workbook of `--errors`. */
const MOST_ROWS_SHOWN = 100

/**
 * `import`: checks a file, takes corrections, commits what is sound. Exit code 0 clean, committed or here before; 1 some rows
 * stay out or wait for a decision; 2 the file or the call is wrong.
 */
export async function run(args: readonly string[]): Promise<number> {
  let language = 'en'
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
    language = values.language ?? language
    const [file, ...rest] = positionals
    const kind = kindSchema.safeParse(values.kind).data
    if (file === undefined || rest.length > 0) return refuse(USAGE)
    if (!kind) return refuse(`--kind: expected ${IMPORT_KINDS.join(', ')}, found ${values.kind}`)
    if (values.errors !== undefined && !existsSync(path.dirname(values.errors))) return refuse(`--errors: there is no folder ${path.dirname(values.errors)}`)
    if ((values.correct.length > 0 || values.confirm.length > 0) && values.reason.trim() === '') return refuse('--reason: say why')
    if (values.language !== undefined && !isLocale(values.language)) return refuse(`--language: expected zh-CN or en, found ${values.language}`)
    return await importFile(file, kind, values)
  } catch (error) {
    if (error instanceof DomainError) return refuse(await inWords(error, language))
    if (error instanceof TypeError) return refuse(`${error.message}\n${USAGE}`)
    if (error instanceof Error && 'code' in error) return refuse(error.message)
    throw error
  } finally {
    await closeQueue()
  }
}

interface Options {
  map: string[]
  correct: string[]
  confirm: string[]
  reason: string
  errors?: string | undefined
  language?: string | undefined
  commit: boolean
  json: boolean
}

const viewer = commandLineOperator()

async function importFile(file: string, kind: ImportKind, { map, correct, confirm, reason, errors, language, commit, json }: Options): Promise<number> {
  const opened = await openFile(file)
  if ((await opened.stat()).isDirectory()) throw new TypeError(`${file} is a folder: expected a CSV or xlsx file`)
  const kept = await keepStream(opened.createReadStream(), ROW_LIMITS.uploadBytes)
  const { id, seenBefore } = await receiveFile(viewer, { kind, name: path.basename(file), ...kept }, now())
  if (map.length > 0) await mapColumns(id, map)
  await checked(id)
  for (const text of correct) await correctRow(viewer, { ...(await place(id)), ...correctionFrom(text), reason }, now())
  for (const rowNo of confirm) await confirmRow(viewer, { ...(await place(id)), rowNo: rowNumber(rowNo), reason }, now())
  const before = await getImport(viewer, id)
  if (commit && before.state === 'checked') await finished(await recordCommit(viewer, { id, version: before.version }), id)
  const batch = await getImport(viewer, id)
  const open = (await importRows(viewer, id, {}, MOST_ROWS_SHOWN)).filter(isOpen)
  if (errors !== undefined) await writeErrors(batch, errors, language)
  process.stdout.write(json ? `${JSON.stringify(reportOf(batch, seenBefore, open), null, 2)}\n` : asText(batch, seenBefore, open))
  return batch.counts.blocker + batch.counts.held === 0 ? 0 : 1
}

/** Checks it unless that is done. @throws DomainError of the check, naming what is missing or wrong */
async function checked(id: string): Promise<void> {
  const batch = await getImport(viewer, id)
  if (batch.state !== 'uploaded') return
  const missing = missingColumns(batch.kind, batch.mapping)
  if (missing.length > 0) throw new DomainError('file-missing-columns', { missing: missing.join(', '), found: batch.header.join(', ') })
  await finished(await recordCheck(viewer, id), id)
}

async function finished(job: bigint, id: string): Promise<void> {
  await runJob(job, JOB_KINDS)
  const { failure } = await getImport(viewer, id)
  if (failure) throw new DomainError(failure.code, failure.params)
  const ended = await findJob(viewer, job)
  if (ended?.state !== 'done') throw new Error(`job ${job} ended as ${ended?.state ?? 'nothing'}: ${ended?.failure ?? ''}`)
}

async function mapColumns(id: string, texts: readonly string[]): Promise<void> {
  const { kind, header, mapping, version, source } = await getImport(viewer, id)
  const keys = header.map(headerKey)
  const given = texts.map((text): [string, number] => {
    const [, column = '', name = ''] = /^([^=]+)=(.+)$/.exec(text) ?? []
    const at = keys.indexOf(headerKey(name))
    if (!columnsOf(kind).some(([known]) => known === column) || at === -1) throw new TypeError(`--map ${text}: expected COLUMN=HEADER, with ${columnsOf(kind).map(([known]) => known).join(', ')}`)
    return [column, at]
  })
  const others = Object.entries(mapping).filter(([, at]) => !given.some(([, taken]) => taken === at))
  await chooseMapping(viewer, { id, version, kind, mapping: Object.fromEntries([...others, ...given]), source }, now())
}

/** The import as it stands now: each decision raises its version. */
const place = async (id: string): Promise<{ id: string; version: number }> => ({ id, version: (await getImport(viewer, id)).version })

function correctionFrom(text: string): { rowNo: number; column: string; value: string } {
  const match = /^(\d+):([^=]+)=(.+)$/.exec(text)
  if (!match) throw new TypeError(`--correct ${text}: expected ROW:COLUMN=VALUE`)
  return { rowNo: rowNumber(match[1] ?? ''), column: match[2] ?? '', value: match[3] ?? '' }
}

function rowNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new TypeError(`${text} is no row number`)
  return Number(text)
}

async function writeErrors(batch: ImportDetail, file: string, language = 'zh-CN'): Promise<void> {
  const locale = language === 'en' ? 'en' : 'zh-CN'
  const t = createTranslator({ locale, messages: await loadMessages(locale), namespace: 'imports' })
  await pipeline(await errorWorkbook(viewer, batch, { t, locale }), createWriteStream(file))
}

const reportOf = ({ id, kind, state, outcome, summary, counts }: ImportDetail, seenBefore: boolean, open: readonly StoredRow[]) => ({
  id, kind, seenBefore, state, outcome, ...summary, counts, open: open.map(({ rowNo, findings }) => ({ row: rowNo, findings })),
})

function asText({ id, state, outcome, summary, counts }: ImportDetail, seenBefore: boolean, open: readonly StoredRow[]): string {
  const lines = [`import ${id}: ${summary?.rows ?? 0} rows, ${state}${seenBefore ? ' (the same file was here before; nothing was read again)' : ''}`]
  for (const { rowNo, findings } of open) {
    for (const { column, code, params, slips } of findings) {
      lines.push(`row ${rowNo}, ${column}: ${code} (${Object.entries(params).map(([name, value]) => `${name} ${value}`).join(', ')})`)
      for (const slip of slips ?? []) lines.push(`  likely ${slip.kind}: ${slip.value}`)
    }
  }
  const hidden = counts.blocker + counts.held - open.length
  if (hidden > 0) lines.push(`and ${hidden} rows more: --errors FILE.xlsx`)
  if (outcome) lines.push(`added ${outcome.added}, changed ${outcome.changed}, unchanged ${outcome.unchanged}, left out ${outcome.left}`)
  else if (summary) lines.push(`to commit: ${summary.added} new, ${summary.changed} changed; ${summary.unchanged} on record already`)
  return `${lines.join('\n')}\n`
}

const isLocale = (text: string): boolean => text === 'zh-CN' || text === 'en'

/** The code for scripts, the sentence for people. */
async function inWords({ code, params }: DomainError, language: string): Promise<string> {
  const locale = language === 'zh-CN' ? language : 'en'
  const t = createTranslator({ locale, messages: await loadMessages(locale), namespace: 'errors' })
  const hint = code === 'file-missing-columns' ? '\n--map COLUMN=HEADER says which column of the file is which' : ''
  const key = code as 'unexpected'
  return `${code}: ${t.has(key) ? t(key, { reference: code, ...params }) : JSON.stringify(params)}${hint}`
}

function refuse(line: string): number {
  process.stderr.write(`${line}\n`)
  return 2
}
