import { backupJob, backupProofJob } from '@/features/backups/backup-jobs'
import { BACKUP, BACKUP_PROOF } from '@/features/backups/schemas'
import { BILL_CHECK, billCheckJob } from '@/features/bill-checks/bill-check-job'
import { IMPORT_CHECK, IMPORT_COMMIT, importCheckJob, importCommitJob, type AfterBills } from '@/features/imports/import-jobs'
import { MONTHLY_REPORT } from '@/features/monthly-reports/schemas'
import { orderBatchJob } from '@/features/order-desk/batch-job'
import { ORDER_BATCH } from '@/features/order-desk/batch-job-kind'
import { QUALITY_REPORT } from '@/features/quality-report/schemas'
import { RE_PRICING, rePricingJob } from '@/features/re-pricing/re-pricing-job'
import { SERVER_CHECK } from '@/features/server-checks/schemas'
import { serverCheckJob } from '@/features/server-checks/server-check-job'
import { SUSPECT_SCORING, suspectScoringJob } from '@/features/suspects/suspect-scoring-job'
import { verifyOrdersAfterBills } from '@/features/work-orders/commands/request-verification'
import { VERIFY_ORDERS, verifyOrdersJob } from '@/features/work-orders/verify-orders-job'
import { restoreInProcess } from './restore-process'
import type { JobKind, JobKinds } from '@/server/jobs/run-job'

/** What follows when an import has brought bills into the books, station by station and month by month: a line each. */
const AFTER_BILLS: readonly AfterBills[] = [verifyOrdersAfterBills]

/** What writes documents is loaded when one is asked for: a worker that checks bills need not carry it. */
const when = (load: () => Promise<JobKind>): JobKind => async (params, context) => (await load())(params, context)

/** Every kind of long work there is: what the worker and the command line can run. */
export const JOB_KINDS: JobKinds = {
  [BACKUP]: backupJob,
  [BACKUP_PROOF]: backupProofJob(restoreInProcess),
  [BILL_CHECK]: billCheckJob,
  [IMPORT_CHECK]: importCheckJob,
  [IMPORT_COMMIT]: importCommitJob(AFTER_BILLS),
  [MONTHLY_REPORT]: when(async () => (await import('@/features/monthly-reports/report-job')).monthlyReportJob),
  [ORDER_BATCH]: orderBatchJob,
  [QUALITY_REPORT]: when(async () => (await import('@/features/quality-report/report-job')).qualityReportJob),
  [RE_PRICING]: rePricingJob,
  [SERVER_CHECK]: serverCheckJob,
  [SUSPECT_SCORING]: suspectScoringJob,
  [VERIFY_ORDERS]: verifyOrdersJob,
}
