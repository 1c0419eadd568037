import 'server-only'
import { accountLook, type AccountLook } from '@/domain/register/account-look'
import { Prisma } from '@/generated/prisma/client'
import { scopeArray, type Viewer } from '@/server/viewer'
import { isCommon, rarePairs } from './common-pairs-queries'

export interface AccountFilter {
  /** A number's or meter number's beginning, a name's initials, or parts of a name or address. */
  text: string
  stationId?: number | undefined
  districtId?: number | undefined
  categoryId?: number | undefined
  /** Only accounts in use, or only closed ones. */
  status?: 'open' | 'closed' | undefined
}

export const ACCOUNT_SORTS = ['number', 'number-desc', 'name', 'name-desc'] as const
export type AccountSort = (typeof ACCOUNT_SORTS)[number]
export type SortKey = 'number' | 'name'

export const keyOf = (sort: AccountSort): SortKey => (sort.startsWith('name') ? 'name' : 'number')

/** What an index finds: a condition on `a`, and the key in whose order its index runs, if any. */
export interface Branch {
  from: Prisma.Sql
  where: Prisma.Sql
  order: SortKey | null
}

/** A filter as the database is asked about it. */
export interface Question {
  viewer: Viewer
  /** Conditions on an account `a` other than the text. */
  narrow: Prisma.Sql
  /** The text's condition on an account `a`, cheap for a single row. */
  text: Prisma.Sql
  /** The ways to what matches; none when everything in `narrow` does. Together they miss nothing. */
  branches: Branch[]
  /** So many match that walking along the key is tried first. */
  common: boolean
  /** So many rows a branch may bring before another way is tried. */
  most: number
  /** The stations to walk through: null for all. */
  stations: number[] | null
}

const ALWAYS = Prisma.sql`true`
const ACCOUNTS = Prisma.sql`account_in_scope a`
/** Above everything that begins with a prefix, in the order of bytes. */
const LAST = '\u{10FFFF}'

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&')
const and = (conditions: Prisma.Sql[]): Prisma.Sql => Prisma.join(conditions, ' AND ')

/** Works out how to look for a filter in the viewer's stations. */
export async function questionOf(viewer: Viewer, filter: AccountFilter): Promise<Question> {
  const scope = scopeArray(viewer)
  const { stationId, districtId, categoryId } = filter
  const look = accountLook(filter.text)
  const narrow = and([
    scope === null ? ALWAYS : Prisma.sql`a.station_id = ANY(${scope}::int[])`,
    stationId === undefined ? ALWAYS : Prisma.sql`a.station_id = ${stationId}::int`,
    districtId === undefined ? ALWAYS : Prisma.sql`a.district_id = ${districtId}::int`,
    categoryId === undefined ? ALWAYS : Prisma.sql`EXISTS (SELECT 1 FROM tariff_assignment t WHERE t.station_id = a.station_id AND t.account_id = a.id AND t.valid_to IS NULL AND t.remainder_category_id = ${categoryId}::smallint)`,
    filter.status === undefined ? ALWAYS : filter.status === 'open' ? Prisma.sql`a.closed_on IS NULL` : Prisma.sql`a.closed_on IS NOT NULL`,
  ])
  const stations = stationId !== undefined ? [stationId] : scope
  const common = look.kind === 'words' ? await isCommon(look.main) : look.kind === 'all'
  // A district is a few hundred accounts, and much of a station may match: both are gone through along their own keys.
  const goThrough = districtId !== undefined || (stations?.length === 1 && (look.kind === 'begins' || (look.kind === 'words' && common)))
  const branches = goThrough ? [] : look.kind !== 'all' ? await textBranches(look) : categoryId !== undefined ? [categoryBranch(categoryId)] : []
  return { viewer, narrow, text: textCondition(look), branches, common, most: look.kind === 'words' ? MOST_OF_A_WORD : MOST_OF_A_BRANCH, stations }
}

const MOST_OF_A_BRANCH = 1_000
/** A word that is not common has no more than some thousand: all of them are put in order sooner than a walk would find fifty. */
const MOST_OF_A_WORD = 20_000

const categoryBranch = (categoryId: number): Branch => ({
  from: Prisma.sql`tariff_assignment t JOIN account_in_scope a ON a.station_id = t.station_id AND a.id = t.account_id`,
  where: Prisma.sql`t.valid_to IS NULL AND t.remainder_category_id = ${categoryId}::smallint`,
  order: null,
})

const begins = (column: Prisma.Sql, prefix: string): Prisma.Sql => Prisma.sql`${column} >= ${prefix} AND ${column} < ${prefix + LAST}`
const ACCOUNT_NO = Prisma.raw('a.account_no')
const METER_NO = Prisma.raw('a.meter_no')
const INITIALS = Prisma.raw('a.name_initials')
const NAME = Prisma.raw('a.name COLLATE "C"')

const holds = (word: string): Prisma.Sql => {
  const part = `%${escaped(word.toLowerCase())}%`
  return Prisma.sql`(lower(a.name) LIKE ${part} OR lower(a.address) LIKE ${part})`
}

/** Numbers are looked for as they are typed and in capitals. */
const spellings = (prefix: string): string[] => [...new Set([prefix, prefix.toUpperCase()])]

async function textBranches(look: Exclude<AccountLook, { kind: 'all' }>): Promise<Branch[]> {
  const branch = (where: Prisma.Sql, order: SortKey | null = null): Branch => ({ from: ACCOUNTS, where, order })
  switch (look.kind) {
    case 'number':
      return [branch(begins(ACCOUNT_NO, look.prefix), 'number'), branch(begins(METER_NO, look.prefix))]
    case 'letters':
      return [
        branch(begins(INITIALS, look.prefix.toLowerCase()), 'name'),
        ...spellings(look.prefix).flatMap((prefix) => [branch(begins(ACCOUNT_NO, prefix)), branch(begins(METER_NO, prefix))]),
        ...(look.prefix.length < 2 ? [] : await partBranches(look.prefix, holds(look.prefix))).map((where) => branch(where)),
      ]
    case 'begins':
      return [branch(begins(NAME, look.prefix))]
    case 'words':
      return (await partBranches(look.main, textCondition(look))).map((where) => branch(where))
  }
}

async function partBranches(word: string, condition: Prisma.Sql): Promise<Prisma.Sql[]> {
  const { name, address } = await rarePairs(word)
  return [Prisma.sql`bigrams(a.name) @> ${name}::text[] AND ${condition}`, Prisma.sql`bigrams(a.address) @> ${address}::text[] AND ${condition}`]
}

function textCondition(look: AccountLook): Prisma.Sql {
  switch (look.kind) {
    case 'all':
      return ALWAYS
    case 'number':
      return Prisma.sql`(${begins(ACCOUNT_NO, look.prefix)} OR ${begins(METER_NO, look.prefix)})`
    case 'letters': {
      const numbers = spellings(look.prefix).map((prefix) => Prisma.sql`(${begins(ACCOUNT_NO, prefix)} OR ${begins(METER_NO, prefix)})`)
      const part = look.prefix.length < 2 ? [] : [holds(look.prefix)]
      return Prisma.sql`(${Prisma.join([Prisma.sql`(${begins(INITIALS, look.prefix.toLowerCase())})`, ...numbers, ...part], ' OR ')})`
    }
    case 'begins':
      return begins(NAME, look.prefix)
    case 'words':
      return and([look.main, ...look.others].map(holds))
  }
}
