import 'server-only'
import * as z from 'zod'
import { db } from '@/server/db'
import { inScope, type Viewer } from '@/server/viewer'
import { accountSideSchema, CHANGE_KINDS, refusalSchema, type AccountSide, type ChangeKind, type Refusal } from './schemas'

export interface Change {
  id: string
  kind: ChangeKind
  state: 'proposed' | 'applied' | 'discarded'
  stationIds: number[]
  accounts: number
  reason: string
  summary: unknown
  undoesId: string | null
  undoneById: string | null
  fileName: string | null
  createdById: string
  createdByName: string
  createdAt: Date
  appliedByName: string | null
  appliedAt: Date | null
}

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof db>['registerChange']['findFirst']>>>

const changeOf = ({ id, kind, undoesId, ...row }: Row, undoneById: bigint | null): Change => ({
  id: String(id),
  kind: CHANGE_KINDS.find((one) => one === kind) ?? 'undo',
  state: row.state,
  stationIds: row.stationIds,
  accounts: row.accounts,
  reason: row.reason,
  summary: row.summary,
  undoesId: undoesId === null ? null : String(undoesId),
  undoneById: undoneById === null ? null : String(undoneById),
  fileName: row.fileName,
  createdById: row.createdById,
  createdByName: row.createdByName,
  createdAt: row.createdAt,
  appliedByName: row.appliedByName,
  appliedAt: row.appliedAt,
})

const seesAll = ({ stations }: Viewer, stationIds: readonly number[]): boolean => stations === 'all' || stationIds.every((id) => stations.includes(id))

/** A change of stations that the viewer sees, or null. */
export async function findChange(viewer: Viewer, id: bigint): Promise<Change | null> {
  const [row, undoing] = await Promise.all([db(viewer).registerChange.findFirst({ where: { id } }), db(viewer).registerChange.findFirst({ where: { undoesId: id }, select: { id: true } })])
  return row && seesAll(viewer, row.stationIds) ? changeOf(row, undoing?.id ?? null) : null
}

export const CHANGES_PER_PAGE = 50

/** The changes of the viewer's stations, newest first, keyed by the number to continue after. */
export async function listChanges(viewer: Viewer, { kind, before }: { kind?: ChangeKind; before?: bigint | undefined } = {}): Promise<{ rows: Change[]; next: string | null }> {
  const rows = await db(viewer).registerChange.findMany({
    where: { AND: [viewer.stations === 'all' ? {} : { stationIds: { hasSome: [...viewer.stations] } }, kind === undefined ? {} : { kind }, before === undefined ? {} : { id: { lt: before } }] },
    orderBy: { id: 'desc' },
    take: CHANGES_PER_PAGE + 1,
  })
  const shown = rows.slice(0, CHANGES_PER_PAGE)
  const undoing = await db(viewer).registerChange.findMany({ where: { undoesId: { in: shown.map(({ id }) => id) } }, select: { id: true, undoesId: true } })
  const undone = new Map(undoing.map((one) => [one.undoesId, one.id]))
  return {
    rows: shown.filter(({ stationIds }) => seesAll(viewer, stationIds)).map((row) => changeOf(row, undone.get(row.id) ?? null)),
    next: rows.length > CHANGES_PER_PAGE ? String(shown.at(-1)?.id) : null,
  }
}

/** Both sides of an account's change, as stored. */
export const sidesOf = ({ before, after }: { before: unknown; after: unknown }): { before: AccountSide; after: AccountSide } => ({
  before: accountSideSchema.parse(before),
  after: accountSideSchema.parse(after),
})

export interface ChangedAccount {
  accountNo: string
  name: string
  before: AccountSide
  after: AccountSide
}

/** The first accounts of a change by number. */
export async function changedAccounts(viewer: Viewer, changeId: bigint, take: number): Promise<ChangedAccount[]> {
  const rows = await db(viewer).accountChange.findMany({
    where: { AND: [inScope(viewer), { changeId }] },
    include: { account: { select: { accountNo: true, name: true } } },
    orderBy: [{ stationId: 'asc' }, { accountId: 'asc' }],
    take,
  })
  return rows.map((row) => ({ ...row.account, ...sidesOf(row) }))
}

export interface AccountHistoryEntry {
  changeId: string
  kind: ChangeKind
  at: Date
  byName: string
  /** The file's name where nobody gave one. */
  reason: string
  before: AccountSide
  after: AccountSide
}

/** What changes of the register did to an account, newest first. */
export async function accountChanges(viewer: Viewer, { stationId, id }: { stationId: number; id: bigint }): Promise<AccountHistoryEntry[]> {
  const rows = await db(viewer).accountChange.findMany({ where: { AND: [inScope(viewer), { stationId, accountId: id }] }, orderBy: { id: 'desc' }, take: 100 })
  const changes = await db(viewer).registerChange.findMany({ where: { id: { in: rows.map(({ changeId }) => changeId) } } })
  return rows.flatMap((row) => {
    const change = changes.find((one) => one.id === row.changeId)
    if (!change) return []
    const { id: changeId, kind, appliedByName, createdByName, appliedAt, createdAt, reason, fileName } = changeOf(change, null)
    return [{ changeId, kind, at: appliedAt ?? createdAt, byName: appliedByName ?? createdByName, reason: reason === '' ? (fileName ?? '') : reason, ...sidesOf(row) }]
  })
}

export interface ProposedRow {
  rowNo: number
  accountNo: string
  stationCode: string
  /** Of the account when it was compared. */
  version: string
  before: AccountSide
  after: AccountSide
  refusal: Refusal | null
}

const comparedSchema = z.object({ version: z.string().default(''), station: z.object({ code: z.string() }).optional() })

/** What a returned list proposes, row by row as the file has them. */
export async function proposedRows(viewer: Viewer, { id, stationIds }: Pick<Change, 'id' | 'stationIds'>): Promise<ProposedRow[]> {
  if (!seesAll(viewer, stationIds)) return []
  const rows = await db(viewer).roundTripRow.findMany({ where: { changeId: BigInt(id) }, orderBy: { rowNo: 'asc' } })
  return rows.map(({ rowNo, accountNo, refusal, ...row }) => {
    const { version, station } = comparedSchema.parse(row.before)
    const { before, after } = sidesOf(row)
    const { station: _, ...changed } = before
    return { rowNo, accountNo, stationCode: station?.code ?? '', version, before: changed, after, refusal: refusal === null ? null : refusalSchema.parse(refusal) }
  })
}
