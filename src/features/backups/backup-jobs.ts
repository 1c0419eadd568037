import 'server-only'
import { now } from '@/server/clock'
import type { JobKind } from '@/server/jobs/run-job'
import { commandLineOperator } from '@/server/viewer'
import { makeBackup, rowsIn } from './commands/make-backup'
import { proveBackup, type Restore } from './commands/prove-backup'

/** The backup of the night. Taken up again after it was killed, it begins anew: what was unfinished is no backup. */
export const backupJob: JobKind = async () => {
  const made = await makeBackup(commandLineOperator(), now)
  return { archive: made.folder, digest: made.digest, rows: String(rowsIn(made)) }
}

export const backupProofJob =
  (restore: Restore): JobKind =>
  async () => ({ said: await proveBackup(commandLineOperator(), restore, now) })
