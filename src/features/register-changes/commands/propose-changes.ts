import 'server-only'
import { createHash } from 'node:crypto'
import { DomainError } from '@/domain/errors'
import { Prisma } from '@/generated/prisma/client'
import { accountsByNumber } from '@/features/accounts/search-queries'
import { listDistricts, listStations } from '@/features/accounts/queries'
import { categoryIndex } from '@/features/tariffs/queries'
import { readPlainTable } from '@/server/files/read-table'
import { transact } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { assertCategoryMayChange } from '../round-trip/category-rules'
import { compareRow, type Difference, type Register } from '../round-trip/compare-row'
import { readList, type ReturnedRow } from '../round-trip/read-list'
import { versionOf } from '../list-columns'

/** So many changed rows are proposed at once at most. */
const MOST_CHANGED = 5_000

interface Proposed {
  rowNo: number
  accountNo: string
  before: Prisma.InputJsonObject
  after: Prisma.InputJsonObject
  refusal: Prisma.InputJsonObject | null
}

export interface Proposal {
  /** Null when the file changes nothing. */
  id: string | null
  rows: number
  unchanged: number
  changed: number
  refused: number
}

/**
 * Compares a list that came back from a spreadsheet with the register, and keeps what it changes as a proposal. Nothing of the
 * register is written.
 * @throws DomainError those of reading a file, and `too-many-changes`
 */
export async function proposeChanges(viewer: Viewer, file: { name: string; content: Buffer }, at: Date): Promise<Proposal> {
  assertMay(viewer, 'register.change')
  const rows = readList(await readPlainTable(file.content))
  const { register, stationIds } = await registerFor(viewer, rows)
  const proposed: Proposed[] = []
  const seen = new Set<string>()
  for (const row of rows) {
    const one = await proposalOf(viewer, row, register, seen)
    if (one) proposed.push(one)
    if (proposed.length > MOST_CHANGED) throw new DomainError('too-many-changes', { limit: MOST_CHANGED })
  }
  const refused = proposed.filter(({ refusal }) => refusal !== null).length
  const outcome = { rows: rows.length, unchanged: rows.length - proposed.length, changed: proposed.length - refused, refused }
  return { id: proposed.length === 0 ? null : await keep(viewer, file, proposed, outcome, stationIds, at), ...outcome }
}

async function proposalOf(viewer: Viewer, row: ReturnedRow, register: Register, seen: Set<string>): Promise<Proposed | null> {
  const accountNo = (row.cells.accountNo ?? '').slice(0, 40)
  const at = { rowNo: row.rowNo, accountNo }
  try {
    const difference = compareRow(row, register)
    if (!difference) return null
    if (seen.has(accountNo)) throw new DomainError('row-twice', { accountNo })
    seen.add(accountNo)
    if (difference.after.category !== undefined) await assertCategoryMayChange(viewer, difference.account)
    return { ...at, ...sides(difference), refusal: null }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return { ...at, before: {}, after: {}, refusal: { code: error.code, params: error.params } }
  }
}

/** The account's version goes with the row: what is applied must still be what was compared. */
const sides = ({ account, before, after }: Difference) => ({ before: { ...before, station: { code: account.stationCode, name: account.stationName }, version: versionOf(account) }, after: { ...after } })

async function registerFor(viewer: Viewer, rows: readonly ReturnedRow[]): Promise<{ register: Register; stationIds: number[] }> {
  const numbers = [...new Set(rows.flatMap(({ cells }) => (cells.accountNo ? [cells.accountNo] : [])))]
  const [accounts, stations, { byId }] = await Promise.all([accountsByNumber(viewer, numbers), listStations(viewer), categoryIndex()])
  const known = new Map<string, (typeof accounts)[number]>()
  for (const account of accounts) {
    known.set(`${account.accountNo} ${account.stationCode}`, account)
    // Without its station a number means the row in use.
    if (account.closedOn === null || !known.has(account.accountNo)) known.set(account.accountNo, account)
  }
  const touched = stations.filter(({ code }) => accounts.some(({ stationCode }) => stationCode === code))
  const districts = new Map(await Promise.all(touched.map(async ({ id, code }) => [code, new Map((await listDistricts(viewer, id)).map((district) => [district.code, district]))] as const)))
  const categories = new Map([...byId.values()].flatMap((category) => [category.code, category.nameZh, category.nameEn, ...category.synonyms].map((name) => [name.toLowerCase(), category] as const)))
  return {
    stationIds: touched.map(({ id }) => id),
    register: {
      accountOf: ({ cells }) => known.get(cells.stationCode ? `${cells.accountNo ?? ''} ${cells.stationCode}` : (cells.accountNo ?? '')),
      districtsOf: (code) => districts.get(code) ?? new Map<string, never>(),
      categories,
      categoriesById: byId,
    },
  }
}

async function keep(viewer: Viewer, { name, content }: { name: string; content: Buffer }, rows: readonly Proposed[], outcome: Omit<Proposal, 'id'>, stationIds: number[], at: Date): Promise<string> {
  return transact(viewer, async (tx, record) => {
    const categories = rows.filter(({ after }) => after['category'] !== undefined).length
    const { id } = await tx.registerChange.create({
      data: {
        kind: 'round-trip', state: 'proposed', stationIds, accounts: outcome.changed, summary: { ...outcome, categories }, fileName: name.slice(0, 200),
        fileSha256: createHash('sha256').update(content).digest('hex'), createdById: viewer.userId, createdByName: viewer.name, createdAt: at,
      },
    })
    await tx.roundTripRow.createMany({ data: rows.map(({ refusal, ...row }) => ({ ...row, changeId: id, refusal: refusal ?? Prisma.DbNull })) })
    await record({ stationId: 0, action: 'register.proposed', subject: 'register-change', subjectKey: String(id), after: { ...outcome, file: name.slice(0, 200) } })
    return String(id)
  })
}
