import { BILL_CHECK, billCheckJob } from '@/features/bill-checks/bill-check-job'
import { qualityReportJob } from '@/features/quality-report/report-job'
import { QUALITY_REPORT } from '@/features/quality-report/schemas'
import { RE_PRICING, rePricingJob } from '@/features/re-pricing/re-pricing-job'
import type { JobKinds } from '@/server/jobs/run-job'

/** Every kind of long work there is: what the worker and the command line can run. */
export const JOB_KINDS: JobKinds = {
  [BILL_CHECK]: billCheckJob,
  [QUALITY_REPORT]: qualityReportJob,
  [RE_PRICING]: rePricingJob,
}
