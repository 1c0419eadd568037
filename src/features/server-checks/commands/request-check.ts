import 'server-only'
import { dayInChina } from '@/server/clock'
import { createJobIn, sendJob } from '@/server/jobs/job-store'
import { transact } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { SERVER_CHECK } from '../schemas'

/** Asks for a check of the server now. A repeat gets the first answer. @returns the job's number */
export async function requestCheck(viewer: Viewer, { requestKey }: { requestKey: string }, at: Date): Promise<{ job: string }> {
  assertMay(viewer, 'server-checks.read')
  const answer = await transact(
    viewer,
    async (tx, record) => ({ job: String(await createJobIn(tx, record, viewer, { kind: SERVER_CHECK, params: { askedOn: dayInChina(at) }, stationIds: [], total: null })) }),
    { key: requestKey, action: 'server-check.request' },
  )
  await sendJob(BigInt(answer.job))
  return answer
}
