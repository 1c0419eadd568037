import 'server-only'
import { adjustmentsOf, takenBack, type AdjustmentEntry } from '@/domain/back-billing/adjustments'
import { backBillingOf, computeBackBilling, monthOf, type BackBilling } from '@/domain/back-billing/compute'
import { mergedParts, standingParts } from '@/domain/back-billing/standing-bill'
import { DomainError } from '@/domain/errors'
import { fen, sumFen } from '@/domain/money'
import type { BillingMonth } from '@/domain/plain-date'
import { STANDING } from '@/domain/work-order/transitions'
import { accountAssignments, getAccount, isInForce, type Account, type Assignment } from '@/features/accounts/queries'
import { standingBills } from '@/features/bills/standing-bills'
import { categoryIndex, compiledTariffs } from '@/features/tariffs/queries'
import { db } from '@/server/db'
import { withinStation } from '@/server/scope'
import type { Viewer } from '@/server/viewer'
import { closedAssignment, sumsOf, type Planned, type Posting } from './planned'
import { postedEntries, type OrderDetail } from './queries'

/**
 * What taking back an applied order would do: its entries are posted with the opposite sign, to the fen; the assignment it
 * closed is in force again; and bills that came since, on the wrong tariff, are corrected with it.
 * @throws DomainError `reverse-later-first` while a later order on the account stands, `assignment-changed`, `no-version`
 */
export async function planReversal(viewer: Viewer, order: OrderDetail): Promise<Planned> {
  const account = await getAccount(viewer, order.accountNo)
  const partner = order.partner ? await getAccount(viewer, order.partner.accountNo) : null
  const accounts = partner ? [account, partner] : [account]
  for (const one of accounts) await assertNoLaterOrder(order, one)
  const [assignments, { byCode }, posted] = await Promise.all([accountAssignments(viewer, account), categoryIndex(), postedEntries(viewer, order)])
  const current = assignments.find(isInForce)
  if (!current) throw new DomainError('no-assignment', { accountNo: account.accountNo })
  const { opened, previous } = changedAssignments(order, assignments)
  const postings: Posting[] = []
  for (const one of accounts) {
    const since = opened && one === account ? await billedSince(viewer, order, one, previous ?? current) : backBillingOf([])
    postings.push(await oppositePosting(viewer, one, takenBack(posted.get(one.id) ?? []), since))
  }
  return {
    account,
    current,
    terms: previous?.terms ?? current.terms,
    changesTerms: opened !== null,
    effectiveFrom: order.effectiveFrom,
    backBilling: postings[0]?.backBilling ?? backBillingOf([]),
    postings,
    ...sumsOf(postings),
    breach: null,
    alternating: partner ? { partner, transfers: order.transfers } : null,
    takesBack: { orderId: order.id, assignments: opened && previous ? { opened: opened.id, previous: previous.id } : null },
    categoryIds: new Map([...byCode].map(([code, { id }]) => [code, id])),
  }
}

/** Orders are taken back in the opposite order of applying: a later one was worked out on what this one left. */
async function assertNoLaterOrder(order: OrderDetail, { stationId, id }: Account): Promise<void> {
  const later = await db(withinStation(stationId)).workOrder.findFirst({
    where: {
      stationId, OR: [{ accountId: id }, { partnerAccountId: id }], state: { in: [...STANDING] }, reversesId: null, id: { not: order.id },
      appliedAt: { gte: order.appliedAt ?? new Date(0) },
    },
    orderBy: { appliedAt: 'desc' },
    select: { number: true, appliedAt: true, id: true },
  })
  // Applied in the same moment: the one made later.
  if (later && (later.appliedAt?.getTime() !== order.appliedAt?.getTime() || later.id > order.id)) throw new DomainError('reverse-later-first', { number: later.number })
}

function changedAssignments(order: OrderDetail, assignments: readonly Assignment[]): { opened: Assignment | null; previous: Assignment | null } {
  const opened = assignments.find(({ openedByOrderId }) => openedByOrderId === order.id) ?? null
  if (!opened) return { opened: null, previous: null }
  const previous = closedAssignment(order, assignments)
  if (!isInForce(opened) || !previous) throw new DomainError('assignment-changed', { accountNo: order.accountNo })
  return { opened, previous }
}

/** The months billed since the order was worked out, on the tariff it had opened. */
async function billedSince(viewer: Viewer, order: OrderDetail, account: Account, { terms }: Assignment): Promise<BackBilling> {
  const known = new Set<BillingMonth>(order.backBilling.map(({ month }) => month))
  const bills = (await standingBills(viewer, account)).filter(({ month }) => !known.has(month))
  return computeBackBilling({ bills, terms, effectiveFrom: order.effectiveFrom, tariffs: await compiledTariffs() })
}

async function oppositePosting(viewer: Viewer, account: Account, entries: readonly AdjustmentEntry[], since: BackBilling): Promise<Posting> {
  const bills = await standingBills(viewer, account)
  const months = bills.flatMap((bill) => {
    const own = entries.filter(({ billMonth }) => billMonth === bill.month)
    if (own.length === 0) return []
    const penaltyFen = sumFen(own.filter(({ kind }) => kind === 'penalty').map(({ amountFen }) => amountFen))
    const right = mergedParts([...standingParts(bill), ...own.filter(({ kind }) => kind !== 'penalty')])
    return [{ ...monthOf(bill, right), penaltyFen: fen(penaltyFen) }]
  })
  const backBilling = backBillingOf([...months, ...since.months].sort((a, b) => a.month.localeCompare(b.month)))
  return { account, backBilling, entries: [...entries, ...adjustmentsOf(since)] }
}
