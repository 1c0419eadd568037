import { BILL_CHECK, billCheckJob } from '@/features/bill-checks/bill-check-job'
import { orderBatchJob } from '@/features/order-desk/batch-job'
import { ORDER_BATCH } from '@/features/order-desk/batch-job-kind'
import { RE_PRICING, rePricingJob } from '@/features/re-pricing/re-pricing-job'
import type { JobKinds } from '@/server/jobs/run-job'

/** Every kind of long work there is: what the worker and the command line can run. */
export const JOB_KINDS: JobKinds = {
  [BILL_CHECK]: billCheckJob,
  [ORDER_BATCH]: orderBatchJob,
  [RE_PRICING]: rePricingJob,
}
