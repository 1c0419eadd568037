import 'server-only'
import type { CompiledTariff } from '@/domain/tariff/compile'
import { draftTransition } from '@/domain/tariff/draft-transitions'
import { categoriesOf, type AssignmentTerms } from '@/domain/tariff/assignment'
import { rateBill, type RatedBill } from '@/domain/tariff/rate-bill'
import { withVersion } from '@/domain/tariff/substitute'
import { accountAssignments, getAccount } from '@/features/accounts/queries'
import { accountBills } from '@/features/bills/account-bills'
import { compiledTariffs } from '@/features/tariffs/queries'
import { transact } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import type { PreviewDraft } from '../schemas'
import { digestOf, finishedVersion, getDraft, type Preview, type PreviewRow } from '../queries'
import { compareAndSetDraft, draftEntry } from './draft-version'

/**
 * Rates the newest bill of each chosen account on the tariff in force and on the draft, as though it were in force on the
 * bill's days; on a new category the whole bill is put. What comes out is kept with the draft.
 * @throws DomainError `draft-unfinished`, `account-not-found`, `draft-changed`, and those of `draftTransition`
 */
export async function previewDraft(viewer: Viewer, { id, version, accountNos }: PreviewDraft, at: Date): Promise<{ version: number }> {
  const draft = await getDraft(id)
  draftTransition(draft, 'preview', viewer)
  const drafted = finishedVersion(draft.content)
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

async function previewRow(viewer: Viewer, accountNo: string, { category, current, drafted }: PreviewTariffs): Promise<PreviewRow> {
  const account = await getAccount(viewer, accountNo)
  const [bills, assignments] = await Promise.all([accountBills(viewer, account), accountAssignments(viewer, account)])
  const bill = bills.at(-1)
  if (!bill) return { accountNo, month: '', energyWh: '0', oldFen: null, newFen: null, missing: 'no-bill' }
  const on = assignments.find(({ validFrom, validTo }) => validFrom <= bill.periodFrom && (validTo === null || validTo > bill.periodFrom))
  if (!on) return { accountNo, month: bill.month, energyWh: String(bill.energyWh), oldFen: null, newFen: null, missing: 'no-assignment' }
  const rated = (terms: AssignmentTerms, tariffs: ReadonlyMap<string, CompiledTariff>) =>
    rateBill({ terms, tariffs, period: { from: bill.periodFrom, to: bill.periodTo }, energyWh: bill.energyWh, yearToDateWh: bill.yearToDateWh })
  const isNew = !current.has(category)
  const before = rated(on.terms, current)
  const after = rated(isNew && !categoriesOf(on.terms).includes(category) ? { remainder: category, splits: [] } : on.terms, drafted)
  return { accountNo, month: bill.month, energyWh: String(bill.energyWh), oldFen: amountOf(before), newFen: amountOf(after), missing: lacking(after) ?? lacking(before) }
}

const amountOf = (rated: RatedBill): string | null => (rated.outcome === 'rated' ? String(rated.amountFen) : null)
const lacking = (rated: RatedBill): string | null => (rated.outcome === 'rated' ? null : (rated.reasons[0]?.code ?? null))
