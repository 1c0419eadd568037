import { BILL_CHECK, billCheckJob } from '@/features/bill-checks/bill-check-job'
import { RE_PRICING, rePricingJob } from '@/features/re-pricing/re-pricing-job'
import { SUSPECT_SCORING, suspectScoringJob } from '@/features/suspects/suspect-scoring-job'
import type { JobKinds } from '@/server/jobs/run-job'

/** Every kind of long work there is: what the worker and the command line can run. */
export const JOB_KINDS: JobKinds = {
  [BILL_CHECK]: billCheckJob,
  [RE_PRICING]: rePricingJob,
  [SUSPECT_SCORING]: suspectScoringJob,
}
