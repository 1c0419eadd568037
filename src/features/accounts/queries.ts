import 'server-only'
import * as z from 'zod'
import { DomainError } from '@/domain/errors'
import { maskName } from '@/domain/identity/masking'
import type { BillingMonth, PlainDate } from '@/domain/plain-date'
import { assignmentTermsSchema, type AssignmentTerms } from '@/domain/tariff/assignment'
import { categoryIndex } from '@/features/tariffs/queries'
import { Prisma } from '@/generated/prisma/client'
import { fromDbDate, fromDbMonth } from '@/server/database-dates'
import { db, type Db } from '@/server/db'
import { preparedRows } from '@/server/prepared-rows'
import { SHARED_TABLES } from '@/server/scope'
import { inScope, scopeArray, type Viewer } from '@/server/viewer'

export interface Station {
  id: number
  code: string
  name: string
  /** The month that corrections are posted in. */
  openMonth: BillingMonth
}

export interface Account {
  stationId: number
  id: bigint
  accountNo: string
  name: string
  address: string
  meterNo: string
  openedOn: PlainDate
  closedOn: PlainDate | null
  district: { id: number; code: string; name: string }
  station: Station
}

export interface Assignment {
  id: bigint
  validFrom: PlainDate
  /** Exclusive; null while it is in force. The same as `validFrom` when it was replaced whole. */
  validTo: PlainDate | null
  terms: AssignmentTerms
  openedByOrderId: bigint | null
  closedByOrderId: bigint | null
}

const stationOf = (row: { id: number; code: string; name: string; openMonth: Date }): Station => ({
  id: row.id,
  code: row.code,
  name: row.name,
  openMonth: fromDbMonth(row.openMonth),
})

/** The stations the viewer may see, by code. */
export async function listStations(viewer: Viewer): Promise<Station[]> {
  const scope = scopeArray(viewer)
  return preparedRows<Station>(viewer, Prisma.sql`
    SELECT id, code, name, to_char(open_month, 'YYYY-MM') AS "openMonth" FROM station WHERE ${scope}::int[] IS NULL OR id = ANY(${scope}::int[]) ORDER BY code`)
}

/** Every station's name: for giving rights over them, which tells nothing of what lies in them. */
export const allStations = (): Promise<{ code: string; name: string }[]> => db(SHARED_TABLES).station.findMany({ select: { code: true, name: true }, orderBy: { code: 'asc' } })

/** A transformer district as lists and filters need it. */
export interface District {
  id: number
  code: string
  name: string
}

export async function listDistricts(viewer: Viewer, stationId: number): Promise<District[]> {
  return db(viewer).district.findMany({
    where: { AND: [inScope(viewer), { stationId }] },
    select: { id: true, code: true, name: true },
    orderBy: { code: 'asc' },
  })
}

/**
 * An account in the viewer's stations by the number people know, or null. A number that moved between stations stands in
 * each: the row in use is meant, or that of the station named.
 * @param reader the transaction under way, where there is one
 */
export async function findAccount(viewer: Viewer, accountNo: string, stationCode?: string, reader: Pick<Db, 'account'> = db(viewer)): Promise<Account | null> {
  const row = await reader.account.findFirst({
    where: { ...inScope(viewer), accountNo, ...(stationCode === undefined ? {} : { district: { station: { code: stationCode } } }) },
    include: { district: { include: { station: true } } },
    orderBy: [{ closedOn: { sort: 'desc', nulls: 'first' } }, { openedOn: 'desc' }],
  })
  if (!row) return null
  const { district, openedOn, closedOn, ...account } = row
  return {
    ...account,
    openedOn: fromDbDate(openedOn),
    closedOn: closedOn && fromDbDate(closedOn),
    district: { id: district.id, code: district.code, name: district.name },
    station: stationOf(district.station),
  }
}

/** Where else the number stands, in the viewer's stations: where it was before it moved, or where it went. */
export async function sameNumberElsewhere(viewer: Viewer, { accountNo, stationId }: Pick<Account, 'accountNo' | 'stationId'>): Promise<Account[]> {
  const rows = await db(viewer).account.findMany({
    where: { AND: [inScope(viewer), { accountNo, NOT: { stationId } }] },
    include: { district: { include: { station: true } } },
    orderBy: { openedOn: 'desc' },
  })
  const elsewhere = await Promise.all(rows.map(({ district }) => findAccount(viewer, accountNo, district.station.code)))
  return elsewhere.filter((account) => account !== null)
}

/** @throws DomainError `account-not-found` */
export async function getAccount(viewer: Viewer, accountNo: string, stationCode?: string, reader: Pick<Db, 'account'> = db(viewer)): Promise<Account> {
  const account = await findAccount(viewer, accountNo, stationCode, reader)
  if (!account) throw new DomainError('account-not-found', { accountNo })
  return account
}

const storedSplits = assignmentTermsSchema.shape.splits

/** Terms from how rows keep them: the remainder's category by id, the splits as JSON or null. */
export async function termsOf(row: StoredTerms): Promise<AssignmentTerms> {
  return readTerms(row, (await categoryIndex()).byId)
}

interface StoredTerms {
  remainderCategoryId: number
  splits: unknown
}

/** The same with the categories at hand, for many rows. */
export function readTerms(row: StoredTerms, byId: ReadonlyMap<number, { code: string }>): AssignmentTerms {
  const remainder = byId.get(row.remainderCategoryId)
  if (!remainder) throw new Error(`category ${row.remainderCategoryId} is gone`)
  return { remainder: remainder.code, splits: row.splits === null ? [] : storedSplits.parse(row.splits) }
}

/** All tariff assignments of an account, newest first; replaced ones included. */
export async function accountAssignments(viewer: Viewer, account: Pick<Account, 'stationId' | 'id'>): Promise<Assignment[]> {
  const rows = await db(viewer).tariffAssignment.findMany({
    where: { AND: [inScope(viewer), { stationId: account.stationId, accountId: account.id }] },
    orderBy: [{ validFrom: 'desc' }, { id: 'desc' }],
  })
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      validFrom: fromDbDate(row.validFrom),
      validTo: row.validTo && fromDbDate(row.validTo),
      terms: await termsOf(row),
      openedByOrderId: row.openedByOrderId,
      closedByOrderId: row.closedByOrderId,
    })),
  )
}

export const isInForce = (assignment: Assignment): boolean => assignment.validTo === null

/** Accounts of the whole company, so that a figure can say which share of it a scope covers. */
export async function companyAccounts(): Promise<{ name: string; accountsTotal: number } | null> {
  const [company] = await preparedRows<{ name: string; accountsTotal: number }>(SHARED_TABLES, Prisma.sql`SELECT name, accounts_total AS "accountsTotal" FROM company ORDER BY id LIMIT 1`)
  return company ?? null
}

export const accountNoSchema = z.string().regex(/^[0-9A-Za-z-]{1,32}$/)

/** Numbers and masked names of a few accounts, by their row ids: for lists. */
export async function accountNames(viewer: Viewer, accounts: readonly { stationId: number; accountId: bigint }[]): Promise<Map<bigint, { accountNo: string; name: string }>> {
  const rows = await db(viewer).account.findMany({
    where: { AND: [inScope(viewer), { OR: accounts.map(({ stationId, accountId }) => ({ stationId, id: accountId })) }] },
    select: { id: true, accountNo: true, name: true },
  })
  return new Map(rows.map(({ id, accountNo, name }) => [id, { accountNo, name: maskName(name) }]))
}

/** Masked names by account number, for lists, of those in the viewer's stations. */
export async function namesByNumber(viewer: Viewer, accountNos: readonly string[]): Promise<Map<string, string>> {
  const rows = await db(viewer).account.findMany({ where: { AND: [inScope(viewer), { accountNo: { in: [...accountNos] } }] }, select: { accountNo: true, name: true } })
  return new Map(rows.map(({ accountNo, name }) => [accountNo, maskName(name)]))
}

/** The other accounts at the same address, a residence and a shop in one house, say; their names masked. */
export async function accountsAt(viewer: Viewer, { stationId, id, address, district }: Pick<Account, 'stationId' | 'id' | 'address' | 'district'>): Promise<{ accountNo: string; name: string }[]> {
  const rows = await db(viewer).account.findMany({
    where: { AND: [inScope(viewer), { stationId, districtId: district.id, address, id: { not: id } }] },
    select: { accountNo: true, name: true },
    orderBy: { accountNo: 'asc' },
    take: 10,
  })
  return rows.map(({ accountNo, name }) => ({ accountNo, name: maskName(name) }))
}
