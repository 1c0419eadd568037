import 'server-only'
import { computeBackBilling, type BackBilling } from '@/domain/back-billing/compute'
import { DomainError } from '@/domain/errors'
import { addMonths, firstDayOf, plainDate, type PlainDate } from '@/domain/plain-date'
import { categoriesOf, sameTerms, type AssignmentTerms } from '@/domain/tariff/assignment'
import { inForceOn } from '@/domain/tariff/spans'
import { accountAssignments, getAccount, isInForce, type Account, type Assignment } from '@/features/accounts/queries'
import { standingBills } from '@/features/bills/standing-bills'
import { categoryIndex, compiledTariffs } from '@/features/tariffs/queries'
import type { Viewer } from '@/server/viewer'
import type { Correction } from './schemas'

/** A correction that has been found possible, with all it would do. */
export interface Planned {
  account: Account
  current: Assignment
  terms: AssignmentTerms
  /** Whether the assignment is replaced; otherwise only bills are corrected that were not billed on it. */
  changesTerms: boolean
  effectiveFrom: PlainDate
  backBilling: BackBilling
  /** Category codes to row ids. */
  categoryIds: ReadonlyMap<string, number>
}

/**
 * Works out what a correction would do, without touching anything: the preview, the submission and the posting all come
 * through here, so that they cannot differ.
 * @throws DomainError saying what stands against it: `account-not-found`, `no-assignment`, `same-terms`,
 *   `effective-too-early`, `effective-after-closing`, `effective-too-late`, `category-unknown`, `category-not-in-force`, `no-version`
 */
export async function planCorrection(viewer: Viewer, { accountNo, terms, effectiveFrom }: Correction): Promise<Planned> {
  const account = await getAccount(viewer, accountNo)
  const from = plainDate(effectiveFrom)
  const current = (await accountAssignments(viewer, account)).find(isInForce)
  if (!current) throw new DomainError('no-assignment', { accountNo })
  if (from < current.validFrom) throw new DomainError('effective-too-early', { date: current.validFrom })
  if (account.closedOn !== null && from > account.closedOn) throw new DomainError('effective-after-closing', { date: account.closedOn })
  const end = firstDayOf(addMonths(account.station.openMonth, 1))
  if (from >= end) throw new DomainError('effective-too-late', { month: account.station.openMonth })
  const tariffs = await compiledTariffs()
  for (const category of categoriesOf(terms)) {
    const tariff = tariffs.get(category)
    if (!tariff) throw new DomainError('category-unknown', { category })
    if (!inForceOn(tariff, from)) throw new DomainError('category-not-in-force', { category, date: from })
  }
  const [bills, { byCode }] = await Promise.all([standingBills(viewer, account), categoryIndex()])
  const categoryIds = new Map([...byCode].map(([code, { id }]) => [code, id]))
  const backBilling = computeBackBilling({ bills, terms, effectiveFrom: from, tariffs })
  const changesTerms = !sameTerms(current.terms, terms)
  // The record may be right and the bills wrong: then there is money to correct, and the assignment stays.
  if (!changesTerms && backBilling.months.every(({ differenceFen }) => differenceFen === 0n)) throw new DomainError('same-terms')
  return { account, current, terms, changesTerms, effectiveFrom: from, categoryIds, backBilling }
}

/** The back-billing a correction would bring today, or what stands against it: for showing a draft. */
export async function outlookOf(viewer: Viewer, correction: Correction): Promise<{ months: BackBilling['months']; refusal: DomainError | null }> {
  try {
    return { months: (await planCorrection(viewer, correction)).backBilling.months, refusal: null }
  } catch (error) {
    if (error instanceof DomainError) return { months: [], refusal: error }
    throw error
  }
}

/** The row id of a category that the plan names. */
export function categoryIdIn({ categoryIds }: Pick<Planned, 'categoryIds'>, code: string): number {
  const id = categoryIds.get(code)
  if (id === undefined) throw new Error(`category ${code} has no row`)
  return id
}
