import 'server-only'
import { computeBackBilling } from '@/domain/back-billing/compute'
import { unknownStart } from '@/domain/back-billing/penalty-rules'
import { DomainError } from '@/domain/errors'
import { addMonths, firstDayOf, plainDate, type PlainDate } from '@/domain/plain-date'
import { categoriesOf, sameTerms } from '@/domain/tariff/assignment'
import { inForceOn } from '@/domain/tariff/spans'
import { accountAssignments, getAccount, isInForce, type Account, type Assignment } from '@/features/accounts/queries'
import { standingBills } from '@/features/bills/standing-bills'
import { categoryIndex, compiledTariffs } from '@/features/tariffs/queries'
import type { Viewer } from '@/server/viewer'
import { penaltyRules } from './penalty-rule-queries'
import { postingsOf, sumsOf, type Planned } from './planned'
import type { Correction } from './schemas'
import { planTransfer } from './transfer-plan'

/**
 * Works out what a correction would do, without touching anything: the preview, the submission and the posting all come
 * through here, so that they cannot differ.
 * @throws DomainError saying what stands against it: `account-not-found`, `no-assignment`, `same-terms`,
 *   `effective-too-early`, `effective-after-closing`, `effective-too-late`, `category-unknown`, `category-not-in-force`,
 *   `no-version`, `refund-above-billed`, those of the penalty's rules, and for two accounts those of `planTransfer`
 */
export async function planCorrection(viewer: Viewer, correction: Correction): Promise<Planned> {
  const { accountNo, terms } = correction
  const account = await getAccount(viewer, accountNo)
  const current = await assignmentInForce(viewer, account)
  const breach = correction.breach ?? null
  const [rules, { byCode }] = await Promise.all([penaltyRules(), categoryIndex()])
  const categoryIds = new Map([...byCode].map(([code, { id }]) => [code, id]))
  const shared = { account, current, breach, categoryIds, takesBack: null }
  if (correction.alternating) {
    const { parts, ...plan } = await planTransfer(viewer, account, current, correction.alternating)
    const postings = postingsOf(parts, breach, rules)
    return { ...shared, ...plan, postings, backBilling: postings[0]?.backBilling ?? parts[0].backBilling, ...sumsOf(postings) }
  }
  const effectiveFrom = breach?.startUnknown === true ? laterOf(unknownStart(rules, account.station.openMonth), current.validFrom) : plainDate(correction.effectiveFrom)
  assertWithinBooks(account, current, effectiveFrom)
  const tariffs = await compiledTariffs()
  for (const category of categoriesOf(terms)) {
    const tariff = tariffs.get(category)
    if (!tariff) throw new DomainError('category-unknown', { category })
    if (!inForceOn(tariff, effectiveFrom)) throw new DomainError('category-not-in-force', { category, date: effectiveFrom })
  }
  const computed = computeBackBilling({ bills: await standingBills(viewer, account), terms, effectiveFrom, tariffs })
  const changesTerms = !sameTerms(current.terms, terms)
  // The record may be right and the bills wrong: then there is money to correct, and the assignment stays.
  if (!changesTerms && computed.months.every(({ differenceFen }) => differenceFen === 0n)) throw new DomainError('same-terms')
  const postings = postingsOf([{ account, backBilling: computed }], breach, rules)
  return { ...shared, terms, changesTerms, effectiveFrom, alternating: null, postings, backBilling: postings[0]?.backBilling ?? computed, ...sumsOf(postings) }
}

async function assignmentInForce(viewer: Viewer, account: Account): Promise<Assignment> {
  const current = (await accountAssignments(viewer, account)).find(isInForce)
  if (!current) throw new DomainError('no-assignment', { accountNo: account.accountNo })
  return current
}

function assertWithinBooks(account: Account, current: Assignment, from: PlainDate): void {
  if (from < current.validFrom) throw new DomainError('effective-too-early', { date: current.validFrom })
  if (account.closedOn !== null && from > account.closedOn) throw new DomainError('effective-after-closing', { date: account.closedOn })
  const end = firstDayOf(addMonths(account.station.openMonth, 1))
  if (from >= end) throw new DomainError('effective-too-late', { month: account.station.openMonth })
}

const laterOf = (a: PlainDate, b: PlainDate): PlainDate => (a > b ? a : b)
