import 'server-only'
import { DomainError } from '@/domain/errors'
import { isMasked } from '@/domain/identity/masking'
import { pinyinInitials } from '@/domain/register/pinyin-initials'
import type { AccountRow } from '@/features/accounts/search-queries'
import type { Category } from '@/features/tariffs/queries'
import { districtSide } from '../place-queries'
import { versionOf } from '../list-columns'
import type { AccountSide } from '../schemas'
import type { ReturnedRow } from './read-list'

const LONGEST = { name: 100, address: 200 }

/** What rows are compared with. */
export interface Register {
  /** The account's row as it is now, or undefined. */
  accountOf: (row: ReturnedRow) => AccountRow | undefined
  districtsOf: (stationCode: string) => ReadonlyMap<string, { id: number; code: string; name: string }>
  /** By code, by name in either language and by synonym, in lower case. */
  categories: ReadonlyMap<string, Category>
  categoriesById: ReadonlyMap<number, Category>
}

export interface Difference {
  account: AccountRow
  before: AccountSide
  after: AccountSide
}

/**
 * What a returned row changes of its account, only that; null when it changes nothing.
 * @throws DomainError for a row that is refused: `account-not-found`, `account-closed`, `row-moved-on`, `row-version-missing`,
 *   `row-formula`, `row-value-masked`, `row-value-missing`, `row-value-long`, `district-not-found`, `category-unknown`, `row-split`, `row-district-name`
 */
export function compareRow(returned: ReturnedRow, register: Register): Difference | null {
  if (returned.formula !== undefined) throw new DomainError('row-formula', { column: returned.formula })
  const account = register.accountOf(returned)
  const row = account ? withoutMasks(returned, account) : returned
  const accountNo = row.cells.accountNo ?? ''
  if (!account) throw new DomainError('account-not-found', { accountNo })
  if (namesAnotherDistrict(row, account)) throw new DomainError('row-district-name', { district: row.cells.district ?? '' })
  if (wasLeftAlone(row, account, register)) return null
  if (account.closedOn !== null) throw new DomainError('account-closed', { accountNo, date: account.closedOn })
  const difference = differenceOf(row, account, register)
  if (difference === null) return null
  if ((row.cells.version ?? '') === '') throw new DomainError('row-version-missing')
  if (row.cells.version !== versionOf(account)) throw new DomainError('row-moved-on', { accountNo })
  return difference
}

/** A list is exported with names and addresses masked: what was left so says nothing of them; what was made of it is no name. */
function withoutMasks({ rowNo, cells }: ReturnedRow, account: AccountRow): ReturnedRow {
  const kept = { ...cells }
  for (const field of ['name', 'address'] as const) {
    const value = kept[field]
    if (value === undefined || value === account[field] || !value.includes('*')) continue
    if (!isMasked(field, value, account[field])) throw new DomainError('row-value-masked', { column: field })
    delete kept[field]
  }
  return { rowNo, cells: kept }
}

/** Someone who changed a district's name alone means another district; only its code says which. */
const namesAnotherDistrict = ({ cells }: ReturnedRow, account: AccountRow): boolean =>
  cells.version === versionOf(account) && cells.districtCode === account.districtCode && (cells.district ?? '') !== '' && cells.district !== account.district

/** It is what was exported, to the letter: whatever has become of the account since, this file does not speak of it. */
function wasLeftAlone({ cells }: ReturnedRow, account: AccountRow, { categories }: Register): boolean {
  const category = cells.category === undefined ? account.categoryId : cells.category === '' ? null : (categories.get(cells.category.toLowerCase())?.id ?? -1)
  const asReturned = {
    accountNo: account.accountNo, stationCode: account.stationCode, name: cells.name ?? account.name, address: cells.address ?? account.address,
    districtCode: cells.districtCode ?? account.districtCode, categoryId: category, split: cells.split === undefined ? account.split : cells.split !== '',
  }
  return versionOf(asReturned) === cells.version
}

function differenceOf({ cells }: ReturnedRow, account: AccountRow, register: Register): Difference | null {
  const before: AccountSide = {}
  const after: AccountSide = {}
  for (const field of ['name', 'address'] as const) {
    const value = cells[field]
    if (value === undefined || value === account[field]) continue
    if (value === '') throw new DomainError('row-value-missing', { column: field })
    if (value.length > LONGEST[field]) throw new DomainError('row-value-long', { column: field, limit: LONGEST[field] })
    before[field] = account[field]
    after[field] = value
  }
  if (after.name !== undefined) {
    before.initials = pinyinInitials(account.name)
    after.initials = pinyinInitials(after.name)
  }
  districtDifference(cells, account, register, before, after)
  categoryDifference(cells, account, register, before, after)
  return Object.keys(after).length === 0 ? null : { account, before, after }
}

function districtDifference(cells: ReturnedRow['cells'], account: AccountRow, { districtsOf }: Register, before: AccountSide, after: AccountSide): void {
  const code = cells.districtCode
  if (code === undefined || code === account.districtCode) return
  const districts = districtsOf(account.stationCode)
  const [from, to] = [districts.get(account.districtCode), districts.get(code)]
  if (!from || !to) throw new DomainError('district-not-found', { district: code, station: account.stationName })
  before.district = districtSide(from)
  after.district = districtSide(to)
}

function categoryDifference(cells: ReturnedRow['cells'], account: AccountRow, { categories, categoriesById }: Register, before: AccountSide, after: AccountSide): void {
  if (cells.category === undefined) return
  const current = account.categoryId === null ? undefined : categoriesById.get(account.categoryId)
  const wanted = categories.get(cells.category.toLowerCase())
  if (!wanted && cells.category === '' && !current) return
  if (!wanted) throw new DomainError('category-unknown', { category: cells.category })
  if (wanted.id === current?.id) return
  if (!current) throw new DomainError('no-assignment', { accountNo: account.accountNo })
  if (account.split) throw new DomainError('row-split', { accountNo: account.accountNo })
  before.category = current.code
  after.category = wanted.code
}
