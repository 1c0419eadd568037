import 'server-only'
import { assignedDays, expectedBill, type AssignedDays, type Expectation } from '@/domain/audit/expected-bill'
import { categoriesOf } from '@/domain/tariff/assignment'
import type { CompiledTariff } from '@/domain/tariff/compile'
import { draftTransition } from '@/domain/tariff/draft-transitions'
import { withVersion } from '@/domain/tariff/substitute'
import { accountAssignments, getAccount } from '@/features/accounts/queries'
import { accountBills, type AccountBill } from '@/features/bills/account-bills'
import { compiledTariffs } from '@/features/tariffs/queries'
import { transact } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import type { PreviewDraft } from '../schemas'
import { digestOf, finishedVersion, getDraft, type Preview, type PreviewRow } from '../queries'
import { compareAndSetDraft, draftEntry } from './draft-version'

/**
 * Puts the newest bill with the category of each chosen account, as it was posted, beside what the tariffs in force and the
 * draft come to, the draft as though it were in force on the bill's days; on a new category the whole bill is put. Each
 * stretch of the bill's days is rated on its own assignment, as checks do. What comes out is kept with the draft.
 * @throws DomainError `draft-unfinished`, `account-not-found`, `draft-changed`, and those of `draftTransition`
 */
export async function previewDraft(viewer: Viewer, { id, version, accountNos }: PreviewDraft, at: Date): Promise<{ version: number }> {
  const draft = await getDraft(id)
  draftTransition(draft, 'preview', viewer)
  const drafted = finishedVersion(draft)
  const current = await compiledTariffs()
  const tariffs = { category: draft.categoryCode, current, drafted: withVersion(current, draft.header, drafted) }
  const rows = await Promise.all([...new Set(accountNos)].map((accountNo) => previewRow(viewer, accountNo, tariffs)))
  const preview: Preview = { digest: digestOf(draft.content), at: at.toISOString(), rows }
  return transact(viewer, async (tx, record) => {
    await compareAndSetDraft(tx, { id, version }, { preview })
    await record({ ...draftEntry(draft, 'previewed'), after: { accounts: rows.map(({ accountNo }) => accountNo) } })
    return { version: version + 1 }
  })
}

interface PreviewTariffs {
  category: string
  current: ReadonlyMap<string, CompiledTariff>
  drafted: ReadonlyMap<string, CompiledTariff>
}

interface BilledDays {
  bill: AccountBill
  days: AssignedDays[]
}

async function previewRow(viewer: Viewer, accountNo: string, { category, current, drafted }: PreviewTariffs): Promise<PreviewRow> {
  const account = await getAccount(viewer, accountNo)
  const [bills, assignments] = await Promise.all([accountBills(viewer, account), accountAssignments(viewer, account)])
  const billed = bills.map((bill): BilledDays => ({ bill, days: assignedDays(assignments, { from: bill.periodFrom, to: bill.periodTo }) }))
  const isNew = !current.has(category)
  const on = (isNew ? undefined : billed.findLast(({ days }) => names(days, category))) ?? billed.at(-1)
  if (!on) return { accountNo, month: '', energyWh: '0', billedFen: null, oldFen: null, newFen: null, missing: 'no-bill' }
  const { bill, days } = on
  const facts = { accountNo, month: bill.month, energyWh: String(bill.energyWh), billedFen: String(bill.amountFen) }
  if (!isNew && days.length > 0 && !names(days, category)) return { ...facts, oldFen: null, newFen: null, missing: 'other-category' }
  const rated = (on: readonly AssignedDays[], tariffs: ReadonlyMap<string, CompiledTariff>) =>
    expectedBill({ ...bill, period: { from: bill.periodFrom, to: bill.periodTo } }, on, tariffs)
  const before = rated(days, current)
  const after = rated(isNew ? days.map((one) => ({ ...one, terms: { remainder: category, splits: [] } })) : days, drafted)
  return { ...facts, oldFen: amountOf(before), newFen: amountOf(after), missing: lacking(after) ?? lacking(before) }
}

const names = (days: readonly AssignedDays[], category: string): boolean => days.some(({ terms }) => categoriesOf(terms).includes(category))
const amountOf = (rated: Expectation): string | null => (rated.outcome === 'rated' ? String(rated.amountFen) : null)
const lacking = (rated: Expectation): string | null => (rated.outcome === 'rated' ? null : (rated.reasons[0]?.code ?? 'no-version'))
