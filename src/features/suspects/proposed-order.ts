import 'server-only'
import { getLocale, getTranslations } from 'next-intl/server'
import { firstDayOf, type PlainDate } from '@/domain/plain-date'
import type { AssignmentTerms } from '@/domain/tariff/assignment'
import { accountAssignments, isInForce, type Account } from '@/features/accounts/queries'
import { categoryIndex } from '@/features/tariffs/queries'
import { dayInChina, now } from '@/server/clock'
import type { Viewer } from '@/server/viewer'
import { signText } from './components/sign-text'
import { findSuspects, scoringRuns, type SuspectRow } from './queries'
import { SUSPECT_VIEWS } from './choices'

/** What a work order about a suspect says to begin with; whoever opens it confirms or changes it. */
export interface ProposedOrder {
  finding: 'low_tariff_high_use' | 'split_not_applied' | 'alternating_use' | 'wrong_record'
  terms: AssignmentTerms
  effectiveFrom: PlainDate
  reason: string
}

/** Null when the account is no suspect now. */
export async function proposedOrder(viewer: Viewer, account: Account): Promise<ProposedOrder | null> {
  const today = dayInChina(now())
  const rows = await Promise.all(SUSPECT_VIEWS.map((view) => findSuspects(viewer, { stationId: account.stationId, view, today, accountNos: [account.accountNo] }, 1)))
  const suspect = rows.flat()[0]
  const [assignments, runs, t, locale, { byId, byCode }] = await Promise.all([accountAssignments(viewer, account), scoringRuns(viewer), getTranslations('suspects'), getLocale(), categoryIndex()])
  const current = assignments.find(isInForce)
  const run = runs.find(({ stationId }) => stationId === account.stationId)
  const target = byId.get(suspect?.targetCategoryId ?? 0)
  if (!suspect || !current || !run || !target) return null
  const first = firstDayOf(run.from)
  return {
    finding: findingOf(suspect),
    terms: onRecordAlone(suspect) ? current.terms : { remainder: target.code, splits: [] },
    effectiveFrom: current.validFrom > first ? current.validFrom : first,
    reason: suspect.signs.map((sign) => signText(sign, { t, locale, categories: byCode })).join('; '),
  }
}

/** The record is right and only the bills do not follow it. */
const onRecordAlone = ({ rules }: SuspectRow): boolean => rules.includes('split-never-applied') || rules.includes('other-price')

function findingOf({ rules }: SuspectRow): ProposedOrder['finding'] {
  if (rules.includes('split-never-applied') || rules.includes('split-not-verified')) return 'split_not_applied'
  if (rules.includes('use-swaps')) return 'alternating_use'
  return rules.includes('other-price') ? 'wrong_record' : 'low_tariff_high_use'
}
