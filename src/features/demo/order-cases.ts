/**
 * The demonstration's work orders: which accounts they are about and what was found there. All take effect in August 2013 or
 * later, so that June and July stay as the origin report has them. The accounts are the generated station's own wrong ones,
 * in its order; the tour's supermarket is left alone.
 */
import { firstDayOf, plainDate } from '@/domain/plain-date'
import type { OrderForm } from '@/features/work-orders/schemas'
import { TOUR_ACCOUNT_NO, type DemoAccount, type DemoBill, type Truth } from './account'
import { MONTHS, ORIGIN, type DemoCategory } from './origin-figures'
import type { DemoStation } from './station'

/** Orders applied before September's bills came: the system has looked at those. */
export const FOLLOWED = ['closed', 'verified', 'raised', 'verifiedRecord'] as const
/** Orders of the open month. */
export const OPEN = ['draft', 'returned', 'toApprove', 'unknownStart', 'approved', 'applied', 'rejected', 'cancelled', 'reversed', 'objected', 'moved'] as const
export type OrderCase = (typeof FOLLOWED)[number] | (typeof OPEN)[number]

const TRUTHS: Readonly<{ [name in OrderCase]: Truth }> = {
  closed: 'low-tariff-high-use', verified: 'low-tariff-high-use', raised: 'split-not-applied', verifiedRecord: 'wrong-record',
  draft: 'low-tariff-high-use', returned: 'split-not-applied', toApprove: 'low-tariff-high-use', unknownStart: 'low-tariff-high-use', approved: 'wrong-record',
  applied: 'low-tariff-high-use', rejected: 'low-tariff-high-use', cancelled: 'split-not-applied', reversed: 'low-tariff-high-use', objected: 'low-tariff-high-use', moved: 'alternating-use',
}

/** The account of each order: the first household or pump of its kind of fault that no other order has. */
export function orderAccounts({ accounts }: DemoStation): ReadonlyMap<OrderCase, DemoAccount> {
  const taken = new Set<DemoAccount>()
  return new Map(
    [...FOLLOWED, ...OPEN].map((name) => {
      const account = accounts.find((one) => one.truth === TRUTHS[name] && one.category !== 'COM-1' && one.accountNo !== TOUR_ACCOUNT_NO && !taken.has(one) && isBilledThroughout(one))
      if (!account) throw new Error(`no account for ${name}`)
      taken.add(account)
      return [name, account] as const
    }),
  )
}

/** Pumps may idle for a month. */
const isBilledThroughout = ({ category, truth }: DemoAccount): boolean => category === 'RES-1' || truth === 'wrong-record'

/** The last month's bills of the accounts whose orders were applied before: they arrive with what the orders made of them. */
export function followedBills(station: DemoStation): (DemoBill & { billedOn: DemoCategory })[] {
  const accounts = orderAccounts(station)
  const last = MONTHS.at(-1)
  const followed = new Map(FOLLOWED.map((name) => [accounts.get(name), name] as const))
  return station.bills.flatMap((bill) => {
    const account = station.accounts[bill.account]
    const name = account && followed.get(account)
    if (!name || bill.month !== last) return []
    // The one that the marketing system did not follow is billed as before.
    const billedOn = name === 'raised' ? account.category : rightCategory(name)
    return [{ ...bill, billedOn, fen: Math.floor((bill.kwh * ORIGIN[billedOn].price + 50) / 100) }]
  })
}

const rightCategory = (name: OrderCase): DemoCategory => (TRUTHS[name] === 'wrong-record' ? 'RES-1' : 'COM-1')

const SPLIT = { remainder: 'RES-1', splits: [{ method: 'fixed-ratio' as const, category: 'COM-1', ratio: '0.3' }] }

/** What the order's form says. `partnerKwh` is what moves to the shop next door. */
export function orderForm(name: OrderCase, account: DemoAccount, bills: readonly DemoBill[]): OrderForm {
  const truth = TRUTHS[name]
  const shared = { accountNo: account.accountNo, effectiveFrom: DATES[name] ?? AUGUST, ...FOUND[truth], ...(BREACH[name] ? { breach: BREACH[name] } : {}) }
  if (truth === 'split-not-applied') return { ...shared, finding: 'split_not_applied', terms: SPLIT }
  if (truth !== 'alternating-use') return { ...shared, finding: truth === 'wrong-record' ? 'wrong_record' : 'low_tariff_high_use', terms: { remainder: rightCategory(name), splits: [] } }
  // The shop rested in September, and ran on the household's meter.
  const september = bills.find(({ month }) => month === MONTHS.at(-1))
  return {
    ...shared, finding: 'alternating_use', terms: { remainder: account.category, splits: [] },
    alternating: { partnerNo: account.partner?.accountNo ?? '', transfers: [{ month: september?.month ?? '', kwh: String(Math.floor(((september?.kwh ?? 0) * 3) / 4)) }] },
  }
}

const AUGUST = firstDayOf('2013-08' as DemoBill['month'])
const DATES: Partial<{ [name in OrderCase]: string }> = { applied: '2013-08-15', reversed: '2013-09-01', unknownStart: plainDate('2013-08-01') }

const BREACH: Partial<{ [name in OrderCase]: NonNullable<OrderForm['breach']> }> = {
  verified: { penaltyFactor: null, startUnknown: false },
  unknownStart: { penaltyFactor: null, startUnknown: true },
  moved: { penaltyFactor: null, startUnknown: false },
}

const CAMPAIGN = '2013年下半年营业普查'
const FOUND: Readonly<{ [truth in Truth]: Pick<OrderForm, 'reason' | 'evidence' | 'inspectorName' | 'campaign'> }> = {
  'low-tariff-high-use': { reason: '现场经营小超市，仍按居民生活计费。', evidence: '营业执照一份，门头与货架照片三张。', inspectorName: '孙海', campaign: CAMPAIGN },
  'split-not-applied': { reason: '楼上住家、楼下门面，定比一直没有执行。', evidence: '现场测算门面用电约三成，测算表一份。', inspectorName: '孙海', campaign: CAMPAIGN },
  'alternating-use': { reason: '门面歇业月份，经营用电接在家中电表上。', evidence: '两表逐月示数对照表。', inspectorName: '周敏' },
  'wrong-record': { reason: '建档时把家用表登记为排灌机井。', evidence: '原始用电申请表复印件。' },
}
