import 'server-only'
import { firstDayOf, type BillingMonth } from '@/domain/plain-date'
import { MILLION } from '@/domain/suspects/expected-recovery'
import { insertRows } from '@/server/copy-rows'
import { transactBulk } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import type { ScoredAccount, ScoringContext } from '../score-station'
import type { StationAccounts } from '../station-series'

interface Scored {
  jobId: bigint
  months: readonly BillingMonth[]
  context: ScoringContext
  accounts: StationAccounts
  found: readonly ScoredAccount[]
}

/** No one works through more: the share of a station's accounts that is kept, and at least so many. */
const KEPT_ONE_IN = 20
const KEPT_AT_LEAST = 300

const COLUMNS = [
  'station_id', 'account_id', 'district_id', 'recorded_category_id', 'target_category_id', 'model_ppm', 'probability_ppm', 'stake_fen', 'expected_fen', 'energy_wh', 'rules', 'signs', 'contributions', 'job_id',
]

/**
 * Replaces a station's suspects by those just found, all or nothing.
 * @returns how many are kept
 */
export async function replaceSuspects(viewer: Viewer, { jobId, months, context, accounts, found }: Scored, at: Date): Promise<number> {
  const { stationId } = accounts
  const kept = found.slice(0, Math.max(KEPT_AT_LEAST, Math.floor(accounts.ids.length / KEPT_ONE_IN)))
  return transactBulk(viewer, async (client, record) => {
    await client.query('SELECT pg_advisory_xact_lock(4714, $1)', [stationId])
    await client.query('DELETE FROM suspect WHERE station_id = $1', [stationId])
    await insertRows(client, 'suspect', COLUMNS, kept.map((one) => [
      stationId, accounts.ids[one.row] ?? 0n, accounts.districtIds[one.row] ?? 0, accounts.categoryIds[one.row] ?? 0, context.target.id, Math.round(one.model * MILLION), one.probabilityPpm,
      one.stakeFen, one.expectedFen, one.energyWh, `{${[...new Set(one.signs.map(({ rule }) => rule))].join(',')}}`, JSON.stringify(one.signs), JSON.stringify(one.contributions), jobId,
    ]))
    await client.query(
      `INSERT INTO suspect_run (station_id, job_id, scored_at, month_from, month_to, accounts, suspects, model) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (station_id) DO UPDATE SET job_id = EXCLUDED.job_id, scored_at = EXCLUDED.scored_at, month_from = EXCLUDED.month_from, month_to = EXCLUDED.month_to,
         accounts = EXCLUDED.accounts, suspects = EXCLUDED.suspects, model = EXCLUDED.model`,
      [stationId, jobId, at, firstDayOf(months[0] as BillingMonth), firstDayOf(months.at(-1) as BillingMonth), accounts.ids.length, kept.length, JSON.stringify(modelCard(context))],
    )
    await record({ stationId, action: 'suspects.scored', subject: 'suspects', subjectKey: String(stationId), after: { accounts: accounts.ids.length, suspects: kept.length } })
    return kept.length
  })
}

/** What a person should know about how the model came about. */
const modelCard = ({ trained, feedback }: ScoringContext) => ({
  classes: Object.fromEntries([...trained.classes].map(([name, { fitted, learnedFrom }]) => [name, {
    ...learnedFrom, heldOut: fitted ? Math.round(fitted.model.heldOut * 10_000) / 10_000 : null, trees: fitted?.model.trees ?? 0, blend: fitted?.model.blend ?? 0,
  }])),
  rules: Object.fromEntries(feedback.rules),
})
