import 'server-only'
import { assignedDays } from '@/domain/audit/expected-bill'
import { computeTransfer, type Transfer, type TransferSide } from '@/domain/back-billing/transfer'
import { wh, whFromKwh } from '@/domain/energy'
import { DomainError } from '@/domain/errors'
import { billingMonth, type PlainDate } from '@/domain/plain-date'
import { accountAssignments, getAccount, type Account, type Assignment } from '@/features/accounts/queries'
import { standingBills } from '@/features/bills/standing-bills'
import { compiledTariffs } from '@/features/tariffs/queries'
import type { Viewer } from '@/server/viewer'
import type { Planned, Posting } from './planned'
import type { Correction } from './schemas'

type TransferPlan = Pick<Planned, 'terms' | 'changesTerms' | 'effectiveFrom' | 'alternating'> & { parts: [Omit<Posting, 'entries'>, Omit<Posting, 'entries'>] }

/**
 * What moving kWh between two accounts would do. Both keep their assignments; the order takes effect with the first bill
 * whose energy changes.
 * @throws DomainError `partner-same`, `partner-elsewhere`, `transfers-missing`, and those of `computeTransfer`
 */
export async function planTransfer(viewer: Viewer, account: Account, current: Assignment, { partnerNo, transfers: asked }: NonNullable<Correction['alternating']>): Promise<TransferPlan> {
  const partner = await getAccount(viewer, partnerNo)
  if (partner.accountNo === account.accountNo) throw new DomainError('partner-same')
  if (partner.stationId !== account.stationId) throw new DomainError('partner-elsewhere', { accountNo: partnerNo })
  const transfers = readTransfers(asked)
  const [own, other, tariffs] = await Promise.all([sideOf(viewer, account), sideOf(viewer, partner), compiledTariffs()])
  const computed = computeTransfer({ account: own, partner: other, transfers, tariffs })
  const changed = [own, other].flatMap(({ bills }) => bills.filter(({ month }) => transfers.some((transfer) => transfer.month === month)))
  const effectiveFrom = changed.map(({ periodFrom }) => periodFrom).reduce<PlainDate>((earliest, date) => (date < earliest ? date : earliest), changed[0]?.periodFrom ?? current.validFrom)
  return {
    terms: current.terms,
    changesTerms: false,
    effectiveFrom,
    alternating: { partner, transfers },
    parts: [{ account, backBilling: computed.account }, { account: partner, backBilling: computed.partner }],
  }
}

/** In the order of months; several for one month count together. */
function readTransfers(asked: NonNullable<Correction['alternating']>['transfers']): Transfer[] {
  const byMonth = new Map<string, bigint>()
  for (const { month, kwh } of asked) byMonth.set(month, (byMonth.get(month) ?? 0n) + whFromKwh(kwh))
  const transfers = [...byMonth].filter(([, energy]) => energy !== 0n).sort(([a], [b]) => a.localeCompare(b))
  if (transfers.length === 0) throw new DomainError('transfers-missing')
  return transfers.map(([month, energy]) => ({ month: billingMonth(month), energyWh: wh(energy) }))
}

async function sideOf(viewer: Viewer, account: Account): Promise<TransferSide> {
  const [bills, assignments] = await Promise.all([standingBills(viewer, account), accountAssignments(viewer, account)])
  return { accountNo: account.accountNo, bills, daysOf: (bill) => assignedDays(assignments, { from: bill.periodFrom, to: bill.periodTo }) }
}
