import 'server-only'
import { DomainError } from '@/domain/errors'
import { now } from '@/server/clock'
import { db, pool } from '@/server/db'
import type { JobKind } from '@/server/jobs/run-job'
import { withinStation } from '@/server/scope'
import { replaceSuspects } from './commands/replace-suspects'
import { scoreStation } from './score-station'
import { scoringContext, scoringMonths } from './scoring-context'
import { readAccounts, readBills } from './station-series'

export const SUSPECT_SCORING = 'suspect-scoring'

/**
 * Learns from the stations' records, then scores them one by one. Taken up again, it learns the same from the same books and
 * goes on with the first station it has not finished.
 * @throws DomainError `nothing-to-score` without bills or without any category of the target's class
 */
export const suspectScoringJob: JobKind = async (_, { id, viewer, stationIds, progress }) => {
  const months = await scoringMonths(viewer)
  const accounts = BigInt(await db(viewer).account.count({ where: { stationId: { in: [...stationIds] }, closedOn: null } }))
  let done = 0n
  // Learning and scoring read every account once each.
  await progress(done, accounts * 2n)
  const step = async (count: number) => {
    done += BigInt(count)
    await progress(done)
  }
  const context = months.length === 0 ? null : await scoringContext(viewer, { stationIds, months }, step)
  if (!context) throw new DomainError('nothing-to-score')
  const finished = await db(viewer).suspectRun.findMany({ where: { jobId: id }, select: { stationId: true, accounts: true } })
  let suspects = 0
  for (const stationId of stationIds) {
    const before = finished.find((run) => run.stationId === stationId)
    if (before) {
      await step(before.accounts)
      continue
    }
    const read = await readStation(stationId, months)
    const found = scoreStation(context, read.accounts, read.bills)
    suspects += await replaceSuspects(viewer, { jobId: id, months, context, ...read, found }, now())
    await step(read.accounts.ids.length)
  }
  return { suspects, heldOut: context.trained.classes.get('residential')?.fitted?.model.heldOut ?? null }
}

export async function readStation(stationId: number, months: Parameters<typeof readBills>[2]) {
  const client = await pool(withinStation(stationId)).connect()
  try {
    const accounts = await readAccounts(client, stationId)
    return { accounts, bills: await readBills(client, stationId, months, accounts.ids, false) }
  } finally {
    client.release()
  }
}
