import 'server-only'
import type { PlainDate } from '@/domain/plain-date'
import { Prisma } from '@/generated/prisma/client'
import { preparedRows } from '@/server/prepared-rows'
import type { Transaction } from '@/server/transaction'
import { scopeArray, type Viewer } from '@/server/viewer'
import { keyOf, questionOf, type AccountFilter, type AccountSort, type Branch, type Question } from './account-question'

export type { AccountFilter, AccountSort } from './account-question'

export interface AccountRow {
  accountNo: string
  name: string
  address: string
  meterNo: string
  stationCode: string
  stationName: string
  districtCode: string
  district: string
  categoryId: number | null
  split: boolean
  openedOn: PlainDate
  closedOn: PlainDate | null
}

export interface AccountPage {
  rows: AccountRow[]
  /** What to continue after, or null on the last page. */
  next: string | null
}

export const PAGE_SIZE = 50
/** Up to this many matches are counted; more are "over" it, since counting millions takes longer than anyone looks. */
export const COUNT_CAP = 1_000
/** So many accounts are walked along the key before an index is asked for everything that matches. */
const LONGEST_WALK = 20_000

/** A page of accounts in the order of a key that no two share, so that every page costs what the first does. */
export async function searchAccounts(viewer: Viewer, filter: AccountFilter, after = '', sort: AccountSort = 'number', take = PAGE_SIZE): Promise<AccountPage> {
  const found = await findAccounts(await questionOf(viewer, filter), { sort, after: cursorOf(after) }, take + 1)
  const shown = found.slice(0, take)
  const last = shown.at(-1)
  return { rows: shown.map(({ cursor: _, ...row }) => row), next: found.length > take && last ? last.cursor : null }
}

interface Order {
  sort: AccountSort
  after: Cursor | null
}

type Found = AccountRow & { cursor: string }

async function findAccounts(question: Question, order: Order, take: number): Promise<Found[]> {
  if (question.branches.length === 0) return walk(question, order, take, null)
  if (!question.common) {
    const sought = await seek(question, order, take, question.most)
    if (!sought.cut) return sought.rows
  }
  const walked = await walk(question, order, take, LONGEST_WALK)
  return walked.length === take ? walked : (await seek(question, order, take, null)).rows
}

/** Everything that the branches find, put in order. `most` bounds what a branch without that order may bring; `cut` says that it brought more. */
async function seek(question: Question, order: Order, take: number, most: number | null): Promise<{ rows: Found[]; cut: boolean }> {
  const key = keyOf(order.sort)
  const parts = question.branches.map((branch, place) => {
    const inOrder = branch.order === key
    const end = inOrder ? Prisma.sql`${beyond(order)} ${ordered(order, 'a')} LIMIT ${take}` : most === null ? Prisma.empty : Prisma.sql`LIMIT ${most + 1}`
    return Prisma.sql`(SELECT ${inOrder ? null : place}::int AS branch, a.station_id, a.id, a.account_no, a.name_initials FROM ${branch.from} WHERE ${branch.where} AND ${question.narrow} ${end})`
  })
  const rows = await preparedRows<Found & { cut: boolean }>(question.viewer, Prisma.sql`
    WITH found AS MATERIALIZED (${Prisma.join(parts, ' UNION ALL ')}),
    page AS MATERIALIZED (SELECT DISTINCT station_id, id, account_no, name_initials FROM found a WHERE true ${beyond(order)} ${ordered(order, 'a')} LIMIT ${take})
    SELECT ${columns(order)}, EXISTS (SELECT 1 FROM found WHERE branch IS NOT NULL GROUP BY branch HAVING count(*) > ${most}::int) AS cut
    FROM (SELECT 1) AS one LEFT JOIN (page JOIN account_in_scope a USING (station_id, id) ${AROUND}) ON true ${ordered(order, 'a')}`)
  return { rows: rows.filter(({ accountNo }) => accountNo !== null).map(({ cut: _, ...row }) => row), cut: rows[0]?.cut ?? false }
}

/** Along the key from the last row shown, keeping what matches. */
async function walk({ viewer, narrow, text, stations }: Question, order: Order, take: number, longest: number | null): Promise<Found[]> {
  const condition = Prisma.sql`${narrow} AND ${text}`
  const along = (where: Prisma.Sql) =>
    longest === null
      ? Prisma.sql`SELECT a.* FROM account_in_scope a WHERE ${where} AND ${condition} ${beyond(order)} ${ordered(order, 'a')} LIMIT ${take}`
      : Prisma.sql`SELECT a.* FROM (SELECT a.* FROM account_in_scope a WHERE ${where} ${beyond(order)} ${ordered(order, 'a')} LIMIT ${longest}) AS a WHERE ${condition} ${ordered(order, 'a')} LIMIT ${take}`
  const [only, ...others] = stations ?? []
  const walked =
    stations === null || keyOf(order.sort) === 'name'
      ? along(Prisma.sql`true`)
      : others.length === 0
        ? along(Prisma.sql`a.station_id = ${only ?? null}::int`)
        : // Each station in the order of its own index, then together: the numbers of one lie between those of another.
          Prisma.sql`SELECT a.* FROM unnest(${stations}::int[]) AS s (id) CROSS JOIN LATERAL (${along(Prisma.sql`a.station_id = s.id`)}) AS a ${ordered(order, 'a')} LIMIT ${take}`
  return preparedRows<Found>(viewer, Prisma.sql`SELECT ${columns(order)} FROM (${walked}) AS a ${AROUND} ${ordered(order, 'a')}`)
}

/** The first accounts that match, in order, for taking away: at most `take`. */
export async function firstAccounts(viewer: Viewer, filter: AccountFilter, sort: AccountSort, take: number): Promise<AccountRow[]> {
  const question = await questionOf(viewer, filter)
  const order: Order = { sort, after: null }
  const found = question.branches.length === 0 ? await walk(question, order, take, null) : (await seek(question, order, take, null)).rows
  return found.map(({ cursor: _, ...row }) => row)
}

/** Accounts by their numbers, in whichever of the viewer's stations they stand. @param tx the transaction under way, where there is one */
export async function accountsByNumber(viewer: Viewer, accountNos: readonly string[], tx?: Transaction): Promise<AccountRow[]> {
  const scope = scopeArray(viewer)
  const sql = Prisma.sql`
    SELECT ${columns({ sort: 'number', after: null })} FROM account_in_scope a ${AROUND}
    WHERE a.account_no = ANY(${[...accountNos]}::text[]) AND (${scope}::int[] IS NULL OR a.station_id = ANY(${scope}::int[]))`
  return tx ? tx.$queryRaw<AccountRow[]>(sql) : preparedRows<AccountRow>(viewer, sql)
}

/** How many accounts match, counted no further than just over `COUNT_CAP`. */
export async function countAccounts(viewer: Viewer, filter: AccountFilter): Promise<number> {
  const { branches, narrow, text, common } = await questionOf(viewer, filter)
  const most = COUNT_CAP + 1
  const along = branches.length === 0 || (common && filter.categoryId === undefined)
  const found = along ? [Prisma.sql`(SELECT a.station_id, a.id FROM account_in_scope a WHERE ${narrow} AND ${text} LIMIT ${most})`] : branches.map((branch) => matchesOf(branch, narrow, most))
  const [row] = await preparedRows<{ count: number }>(viewer, Prisma.sql`SELECT count(*)::int AS count FROM (SELECT 1 FROM (${Prisma.join(found, ' UNION ')}) AS found LIMIT ${most}) AS capped`)
  return row?.count ?? 0
}

const matchesOf = ({ from, where }: Branch, narrow: Prisma.Sql, most: number): Prisma.Sql => Prisma.sql`(SELECT a.station_id, a.id FROM ${from} WHERE ${where} AND ${narrow} LIMIT ${most})`

/** The keys (`station_id`, `id`) of everything that matches, for changing it set-wise. */
export async function matchingKeys(viewer: Viewer, filter: AccountFilter): Promise<Prisma.Sql> {
  const { branches, narrow, text } = await questionOf(viewer, filter)
  if (branches.length === 0) return Prisma.sql`SELECT a.station_id, a.id FROM account_in_scope a WHERE ${narrow} AND ${text}`
  return Prisma.join(branches.map(({ from, where }) => Prisma.sql`SELECT a.station_id, a.id FROM ${from} WHERE ${where} AND ${narrow}`), ' UNION ')
}

// ── Order and paging ─────────────────────────────────────────────────────────────────────────────────────────────────

interface Cursor {
  accountNo: string
  stationId: number
  initials: string
}

const columns = ({ sort }: Order): Prisma.Sql => Prisma.sql`
  a.account_no AS "accountNo", a.name, a.address, a.meter_no AS "meterNo", s.code AS "stationCode", s.name AS "stationName", d.code AS "districtCode", d.name AS district,
  t.remainder_category_id AS "categoryId", t.splits IS NOT NULL AS split, a.opened_on::text AS "openedOn", a.closed_on::text AS "closedOn",
  ${keyOf(sort) === 'name' ? Prisma.sql`a.account_no || '~' || a.station_id || '~' || a.name_initials` : Prisma.sql`a.account_no || '~' || a.station_id`} AS cursor`

const AROUND = Prisma.sql`
  JOIN district d ON d.station_id = a.station_id AND d.id = a.district_id
  JOIN station s ON s.id = a.station_id
  LEFT JOIN tariff_assignment t ON t.station_id = a.station_id AND t.account_id = a.id AND t.valid_to IS NULL`

const CURSOR = /^([^~]{0,40})(?:~(\d{1,9})(?:~([0-9a-z]{0,200}))?)?$/

/** `number~station` of the last row shown, with its initials where names are in order; nonsense begins anew. */
function cursorOf(text: string): Cursor | null {
  const found = text === '' ? null : CURSOR.exec(text)
  return found ? { accountNo: found[1] ?? '', stationId: Number(found[2] ?? 0), initials: found[3] ?? '' } : null
}

function beyond({ sort, after }: Order): Prisma.Sql {
  if (!after) return Prisma.empty
  const side = Prisma.raw(sort.endsWith('-desc') ? '<' : '>')
  return keyOf(sort) === 'name'
    ? Prisma.sql`AND (a.name_initials, a.account_no, a.station_id) ${side} (${after.initials}, ${after.accountNo}, ${after.stationId}::int)`
    : Prisma.sql`AND (a.account_no, a.station_id) ${side} (${after.accountNo}, ${after.stationId}::int)`
}

function ordered({ sort }: Order, table: string): Prisma.Sql {
  const direction = sort.endsWith('-desc') ? ' DESC' : ''
  const keys = keyOf(sort) === 'name' ? ['name_initials', 'account_no', 'station_id'] : ['account_no', 'station_id']
  return Prisma.raw(`ORDER BY ${keys.map((name) => `${table}.${name}${direction}`).join(', ')}`)
}
