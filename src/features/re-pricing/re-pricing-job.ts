import 'server-only'
import { DomainError } from '@/domain/errors'
import { wh } from '@/domain/energy'
import { fen, type Fen } from '@/domain/money'
import { expectedBill, type AssignedDays } from '@/domain/audit/expected-bill'
import { PriceChange } from '@/domain/audit/price-change'
import type { AssignmentTerms } from '@/domain/tariff/assignment'
import type { CompiledTariff } from '@/domain/tariff/compile'
import { withCategory, withVersion } from '@/domain/tariff/substitute'
import { accountNames } from '@/features/accounts/queries'
import { PendingBills, type PostedBill } from '@/features/bills/pending-bills'
import { assignedBillsSql, BILL_FIELD, holdsThroughout, PlanCache } from '@/features/bills/planned-bills'
import { finishedVersion, getDraft } from '@/features/tariff-drafts/queries'
import { categoryIndex, compiledTariffs, tariffDocuments } from '@/features/tariffs/queries'
import { copyBinary } from '@/server/copy-binary'
import { pool } from '@/server/db'
import type { JobKind } from '@/server/jobs/run-job'
import { atStation } from '@/server/viewer'
import { repricingParamsSchema, type RepricingResult, type RequestRepricing } from './schemas'

export const RE_PRICING = 're-pricing'

interface AsIf {
  tariffs: ReadonlyMap<string, CompiledTariff>
  terms: (terms: AssignmentTerms) => AssignmentTerms
}

/** Rates a scope's bills on the tariff in force and as if on another, and touches nothing. */
export const rePricingJob: JobKind = async (params, { viewer, stationIds, progress }): Promise<RepricingResult> => {
  const request = repricingParamsSchema.parse(params)
  const [current, { byId, byCode }] = await Promise.all([compiledTariffs(), categoryIndex()])
  const category = byCode.get(request.category)
  if (!category) throw new DomainError('category-unknown', { category: request.category })
  const asIf = await targetOf(request, current)
  const now = new PlanCache({ tariffs: current, byId })
  const then = new PlanCache({ tariffs: asIf.tariffs, byId }, asIf.terms)
  const change = new PriceChange()
  let unrated = 0
  let done = 0n
  for (const stationId of stationIds) {
    const client = await pool(atStation(viewer, stationId)).connect()
    const pending = new PendingBills({ tariffs: current, byId })
    try {
      done += BigInt(await copyBinary(client, assignedBillsSql({ stationId, month: request.month }, category), (row) => {
        const energyWh = wh(row.int8(BILL_FIELD.energy))
        const yearToDateWh = wh(row.int8(BILL_FIELD.yearToDate))
        const [old, changed] = holdsThroughout(row) && energyWh >= 0n ? [now.planFor(row), then.planFor(row)] : [null, null]
        if (!old || !changed) pending.add(row)
        else change.add({ accountId: row.int8(BILL_FIELD.account), stationId, energyWh, oldFen: old(energyWh, yearToDateWh), newFen: changed(energyWh, yearToDateWh) })
      }))
    } finally {
      client.release()
    }
    for (const { bill, days } of pending.all()) {
      const amounts = bothWays(bill, days, current, asIf)
      if (amounts) change.add({ accountId: bill.accountId, stationId, energyWh: bill.energyWh, ...amounts })
      else unrated += 1
    }
    await progress(done)
  }
  const { most, buckets, bills, ...sums } = change.summary()
  const names = await accountNames(viewer, most)
  return {
    bills,
    unrated,
    oldFen: String(sums.oldFen), newFen: String(sums.newFen), differenceFen: String(sums.differenceFen),
    buckets: buckets.map(({ fromFen, toFen, bills: count, differenceFen }) => ({ fromFen: fromFen === null ? null : String(fromFen), toFen: toFen === null ? null : String(toFen), bills: count, differenceFen: String(differenceFen) })),
    most: most.map(({ accountId, energyWh, oldFen, newFen }) => ({
      accountNo: names.get(accountId)?.accountNo ?? '', name: names.get(accountId)?.name ?? '', energyWh: String(energyWh), oldFen: String(fen(oldFen)), newFen: String(fen(newFen)),
    })),
  }
}

/** A bill in full, as it is and as if; null when either cannot be rated. */
function bothWays(bill: PostedBill, days: readonly AssignedDays[], current: AsIf['tariffs'], asIf: AsIf): { oldFen: Fen; newFen: Fen } | null {
  const [now, then] = [expectedBill(bill, days, current), expectedBill(bill, days.map((piece) => ({ ...piece, terms: asIf.terms(piece.terms) })), asIf.tariffs)]
  return now.outcome === 'rated' && then.outcome === 'rated' ? { oldFen: now.amountFen, newFen: then.amountFen } : null
}

/** @throws DomainError `category-unknown`, `version-unknown`, `draft-not-found`, `draft-unfinished`, `draft-other-category` */
async function targetOf({ category, target }: RequestRepricing, current: ReadonlyMap<string, CompiledTariff>): Promise<AsIf> {
  if (target.kind === 'category') {
    if (!current.has(target.code)) throw new DomainError('category-unknown', { category: target.code })
    return { tariffs: current, terms: (terms) => withCategory(terms, category, target.code) }
  }
  if (target.kind === 'draft') {
    const draft = await getDraft(target.id)
    return { tariffs: withVersion(current, draft.header, finishedVersion(draft)), terms: (terms) => withCategory(terms, category, draft.categoryCode) }
  }
  const document = (await tariffDocuments()).get(category)
  const version = document?.versions.find(({ effectiveFrom }) => effectiveFrom === target.effectiveFrom)
  if (!document || !version) throw new DomainError('version-unknown', { category, date: target.effectiveFrom })
  return { tariffs: withVersion(current, document, version), terms: (terms) => terms }
}
