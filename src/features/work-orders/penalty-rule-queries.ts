import 'server-only'
import type { PenaltyRule } from '@/domain/back-billing/penalty-rules'
import { fromDbDate } from '@/server/database-dates'
import { db } from '@/server/db'
import { SHARED_TABLES } from '@/server/scope'

/** The dated rules of penalties, oldest first. */
export async function penaltyRules(): Promise<PenaltyRule[]> {
  const rows = await db(SHARED_TABLES).penaltyRule.findMany({ orderBy: { effectiveFrom: 'asc' } })
  return rows.map(({ effectiveFrom, factor, fixed, monthsWhenUnknown, sourceZh, sourceEn }) => ({
    effectiveFrom: fromDbDate(effectiveFrom), factor, fixed, monthsWhenUnknown, source: { 'zh-CN': sourceZh, en: sourceEn },
  }))
}
