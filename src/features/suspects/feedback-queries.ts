import 'server-only'
import { bandOf, isRule, MILLION, type Feedback, type HitRate } from '@/domain/suspects/expected-recovery'
import type { Rule } from '@/domain/suspects/rules'
import { db } from '@/server/db'
import { scopeArray, type Viewer } from '@/server/viewer'

interface Seen {
  rules: string[]
  modelPpm: number | null
  hit: boolean
}

/** What inspections found and people dismissed, as the scorer learns from it: by rule, and by the probability the model told. */
export async function readFeedback(viewer: Viewer): Promise<Feedback> {
  const scope = scopeArray(viewer)
  const rows = await db(viewer).$queryRaw<Seen[]>`
    SELECT t.rules, t.model_ppm AS "modelPpm", i.outcome = 'finding' AS hit
    FROM inspection i JOIN inspection_task t ON t.station_id = i.station_id AND t.id = i.task_id
    WHERE i.standing = 'accepted' AND i.outcome <> 'no-access' AND (${scope}::int[] IS NULL OR i.station_id = ANY(${scope}::int[]))
    UNION ALL
    SELECT rules, model_ppm, false FROM suspect_mark
    WHERE state = 'dismissed' AND (${scope}::int[] IS NULL OR station_id = ANY(${scope}::int[]))`
  const rules = new Map<Rule, HitRate>()
  const bands = new Map<number, HitRate>()
  for (const { rules: told, modelPpm, hit } of rows) {
    for (const rule of told) if (isRule(rule)) count(rules, rule, hit)
    if (modelPpm !== null) count(bands, bandOf(modelPpm / MILLION), hit)
  }
  return { rules, bands }
}

function count<Key>(rates: Map<Key, HitRate>, key: Key, hit: boolean): void {
  const known = rates.get(key) ?? { inspected: 0, hits: 0 }
  rates.set(key, { inspected: known.inspected + 1, hits: known.hits + (hit ? 1 : 0) })
}

export interface Verdicts {
  /** Accounts where a visit found nothing wrong, or a person said so. */
  foundRight: Set<bigint>
  /** Accounts where a visit found another use than on record. */
  foundWrong: Set<bigint>
}

/** Accounts whose case is known: they teach the model what they are. */
export async function readVerdicts(viewer: Viewer): Promise<Verdicts> {
  const scope = scopeArray(viewer)
  const rows = await db(viewer).$queryRaw<{ accountId: bigint; hit: boolean }[]>`
    SELECT t.account_id AS "accountId", i.outcome = 'finding' AS hit
    FROM inspection i JOIN inspection_task t ON t.station_id = i.station_id AND t.id = i.task_id
    WHERE i.standing = 'accepted' AND i.outcome <> 'no-access' AND (${scope}::int[] IS NULL OR i.station_id = ANY(${scope}::int[]))
    ORDER BY i.received_at`
  const verdicts: Verdicts = { foundRight: new Set(), foundWrong: new Set() }
  for (const { accountId, hit } of rows) {
    verdicts[hit ? 'foundWrong' : 'foundRight'].add(accountId)
    verdicts[hit ? 'foundRight' : 'foundWrong'].delete(accountId)
  }
  return verdicts
}
