import 'server-only'
import { getLocale, getTranslations } from 'next-intl/server'
import { addMonths, firstDayOf, type BillingMonth, type PlainDate } from '@/domain/plain-date'
import type { AssignmentTerms } from '@/domain/tariff/assignment'
import { accountAssignments, isInForce, type Account } from '@/features/accounts/queries'
import { categoryIndex } from '@/features/tariffs/queries'
import type { Viewer } from '@/server/viewer'
import { formatMonth, formatSignedYuan, formatYuan } from '@/ui/format'
import { findCheckOf } from './queries'
import { whyText } from './why-text'

/** What a work order that corrects a bill found wrong says to begin with. */
export interface ProposedCorrection {
  finding: 'split_not_applied' | 'wrong_record'
  terms: AssignmentTerms
  effectiveFrom: PlainDate
  reason: string
}

/** The correction of a bill that differed when it was checked: to the tariff on record, from the bill's month on. Null when nothing was found. */
export async function proposedCorrection(viewer: Viewer, account: Account, month: BillingMonth): Promise<ProposedCorrection | null> {
  const [found, assignments, t, locale, { byCode }] = await Promise.all([
    findCheckOf(viewer, account, month), accountAssignments(viewer, account), getTranslations('billChecks'), getLocale(), categoryIndex(),
  ])
  const current = assignments.find(isInForce)
  if (!found || !current || found.expectedFen === null || found.differenceFen === null) return null
  const monthBegins = firstDayOf(month)
  // The account has been put on other terms since: what the bill should have been says nothing of those.
  if (current.validFrom >= firstDayOf(addMonths(month, 1))) return null
  return {
    finding: found.kind === 'split' ? 'split_not_applied' : 'wrong_record',
    terms: current.terms,
    effectiveFrom: current.validFrom > monthBegins ? current.validFrom : monthBegins,
    reason: t('orderReason', {
      month: formatMonth(month, locale), expected: formatYuan(found.expectedFen), billed: formatYuan(found.billedFen), difference: formatSignedYuan(found.differenceFen),
      why: whyText({ outcome: 'differs', why: found.why }, { t, locale, categories: byCode }),
    }),
  }
}
