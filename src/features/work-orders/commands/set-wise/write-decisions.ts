import 'server-only'
import type pg from 'pg'
import { firstDayOf } from '@/domain/plain-date'
import { moveTotalsInBulk } from '@/features/bills/commands/move-totals'
import type { KeptTariffs } from '@/features/tariffs/kept-tariffs-queries'
import type { AuditEntry } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import { SET_WISE_STEPS } from '../../schemas-set-wise'
import { billedDistricts } from './order-facts'
import type { PlainDecision } from './plan-plainly'

/*
 * The set-wise SQL of deciding: as many statements for a thousand orders as for one. The rows are those that
 * `decide-order` and `apply-order` write one by one; a test holds the two to be equal.
 */

const DECIDE = `
  UPDATE work_order o SET
    state = d.to_state::work_order_state,
    version = o.version + 1,
    approver_id = CASE d.decision WHEN 'approve' THEN $2 WHEN 'approve-and-apply' THEN $2 WHEN 'return' THEN NULL ELSE o.approver_id END,
    approved_at = CASE d.decision WHEN 'approve' THEN $3 WHEN 'approve-and-apply' THEN $3 WHEN 'return' THEN NULL ELSE o.approved_at END,
    previous_assignment_id = COALESCE(d.closes, o.previous_assignment_id),
    applied_at = CASE WHEN d.decision IN ('apply', 'approve-and-apply') THEN $3 ELSE o.applied_at END,
    decision_reason = CASE d.decision WHEN 'return' THEN d.reason ELSE o.decision_reason END
  FROM jsonb_to_recordset($1::jsonb) AS d(station_id int, id bigint, from_state text, to_state text, version int, decision text, reason text, closes bigint)
  WHERE o.station_id = d.station_id AND o.id = d.id AND o.state = d.from_state::work_order_state AND o.version = d.version`

const ASSIGNMENT_ROWS = `jsonb_to_recordset($1::jsonb)
  AS d(station_id int, assignment_id bigint, account_id bigint, order_id bigint, valid_from date, category_id smallint, splits jsonb, changes boolean)`

const CLOSE = `
  UPDATE tariff_assignment t SET
    valid_to = CASE WHEN d.changes THEN d.valid_from END,
    closed_by_order_id = CASE WHEN d.changes THEN d.order_id ELSE t.closed_by_order_id END
  FROM ${ASSIGNMENT_ROWS}
  WHERE t.station_id = d.station_id AND t.id = d.assignment_id AND t.valid_to IS NULL`

const OPEN = `
  INSERT INTO tariff_assignment (station_id, account_id, valid_from, remainder_category_id, splits, opened_by_order_id)
  SELECT station_id, account_id, valid_from, category_id, splits, order_id FROM ${ASSIGNMENT_ROWS} WHERE changes`

const POST = `
  INSERT INTO adjustment (station_id, work_order_id, account_id, bill_month, posted_month, kind, district_id, category_id, energy_wh, amount_fen, posted_at)
  SELECT station_id, work_order_id, account_id, bill_month, posted_month, kind::adjustment_kind, district_id, category_id, energy_wh, amount_fen, $2
  FROM jsonb_to_recordset($1::jsonb) AS d(station_id int, work_order_id bigint, account_id bigint, bill_month date, posted_month date, kind text,
    district_id int, category_id smallint, energy_wh bigint, amount_fen bigint)`

const PAST = { approve: 'approved', apply: 'applied', return: 'returned' } as const

/** Writes decisions that are plain, within the caller's transaction. @throws Error when something moved under the locks */
export async function writeDecisions(client: pg.PoolClient, viewer: Viewer, decisions: readonly PlainDecision[], { ids }: KeptTariffs, at: Date): Promise<AuditEntry[]> {
  const decided = decisions.map(({ facts, decision, state, reason, posting }) => ({
    station_id: facts.station_id, id: String(facts.id), from_state: facts.state, to_state: state, version: facts.version, decision, reason: reason ?? null,
    closes: posting?.changesTerms ? String(facts.assignment_id) : null,
  }))
  const { rowCount } = await client.query({ name: 'decide-orders', text: DECIDE, values: [JSON.stringify(decided), viewer.userId, at] })
  if (rowCount !== decisions.length) throw new Error('an order moved on under its lock')
  await postToBooks(client, decisions, ids, at)
  return decisions.flatMap((decision) => entriesOf(decision))
}

async function postToBooks(client: pg.PoolClient, decisions: readonly PlainDecision[], ids: ReadonlyMap<string, number>, at: Date): Promise<void> {
  const posted = decisions.flatMap(({ facts, posting }) => (posting ? [{ facts, ...posting }] : []))
  if (posted.length === 0) return
  const assignments = JSON.stringify(
    posted.map(({ facts, terms, changesTerms }) => ({
      station_id: facts.station_id, assignment_id: String(facts.assignment_id), account_id: String(facts.account_id), order_id: String(facts.id),
      valid_from: facts.effective_from, category_id: idIn(ids, terms.remainder), splits: terms.splits.length === 0 ? null : terms.splits, changes: changesTerms,
    })),
  )
  const closed = await client.query({ name: 'close-assignments', text: CLOSE, values: [assignments] })
  if (closed.rowCount !== posted.length) throw new Error('an assignment was changed meanwhile')
  await client.query({ name: 'open-assignments', text: OPEN, values: [assignments] })
  const entries = posted.flatMap(({ facts, entries: own }) => {
    const districts = billedDistricts(facts)
    return own.map((entry) => ({ facts, ...entry, districtId: districts.get(entry.billMonth) ?? facts.district_id, categoryId: idIn(ids, entry.category) }))
  })
  if (entries.length === 0) return
  const rows = entries.map(({ facts, billMonth, kind, districtId, categoryId, energyWh, amountFen }) => ({
    station_id: facts.station_id, work_order_id: String(facts.id), account_id: String(facts.account_id), bill_month: firstDayOf(billMonth), posted_month: firstDayOf(facts.open_month),
    kind, district_id: districtId, category_id: categoryId, energy_wh: String(energyWh), amount_fen: String(amountFen),
  }))
  await client.query({ name: 'post-adjustments', text: POST, values: [JSON.stringify(rows), at] })
  await moveTotalsInBulk(
    client,
    entries.map(({ facts, billMonth, districtId, categoryId, energyWh, amountFen }) => ({
      stationId: facts.station_id, districtId, categoryId, belongsTo: billMonth, postedIn: facts.open_month, energyWh, amountFen,
    })),
  )
}

function entriesOf({ facts, decision, reason, posting }: PlainDecision): AuditEntry[] {
  const { station_id: stationId, number } = facts
  const steps = SET_WISE_STEPS[decision].map((action): AuditEntry => ({
    stationId, action: `work-order.${PAST[action]}`, subject: 'work-order', subjectKey: number, before: { state: facts.state }, ...(reason ? { reason } : {}),
  }))
  if (!posting) return steps
  const { terms, currentTerms, backBilling, entries } = posting
  const corrected: AuditEntry = {
    stationId, action: 'account.tariff-corrected', subject: 'account', subjectKey: facts.account_no, before: { terms: currentTerms },
    after: { terms, effectiveFrom: facts.effective_from, order: number, adjustments: entries.length, differenceFen: String(backBilling.differenceFen) },
    reason: facts.reason,
  }
  return [corrected, ...steps]
}

function idIn(ids: ReadonlyMap<string, number>, code: string): number {
  const id = ids.get(code)
  if (id === undefined) throw new Error(`category ${code} has no row`)
  return id
}
