import { BILL_CHECK, billCheckJob } from '@/features/bill-checks/bill-check-job'
import { IMPORT_CHECK, IMPORT_COMMIT, importCheckJob, importCommitJob, type AfterBills } from '@/features/imports/import-jobs'
import { RE_PRICING, rePricingJob } from '@/features/re-pricing/re-pricing-job'
import type { JobKinds } from '@/server/jobs/run-job'

/** What follows when an import has brought bills into the books, station by station and month by month: a line each. */
const AFTER_BILLS: readonly AfterBills[] = []

/** Every kind of long work there is: what the worker and the command line can run. */
export const JOB_KINDS: JobKinds = {
  [BILL_CHECK]: billCheckJob,
  [IMPORT_CHECK]: importCheckJob,
  [IMPORT_COMMIT]: importCommitJob(AFTER_BILLS),
  [RE_PRICING]: rePricingJob,
}
