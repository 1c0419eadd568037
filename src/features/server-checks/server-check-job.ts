import 'server-only'
import { now } from '@/server/clock'
import type { JobKind } from '@/server/jobs/run-job'
import { commandLineOperator } from '@/server/viewer'
import { checkServer } from './commands/check-server'

/** The check of the day, over every station whoever asked for it; it says no more than that all is well or what is not. */
export const serverCheckJob: JobKind = async (_, { progress }) => {
  const { state } = await checkServer(commandLineOperator(), now(), progress)
  return { state }
}
