import 'server-only'
import { DomainError } from '@/domain/errors'
import { dayInChina } from '@/server/clock'
import { toDbDate } from '@/server/database-dates'
import { transact } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { getProject, projectRecord } from '../queries'
import type { RecordCheck, ScheduleChecks } from '../schemas'
import { projectEntry } from './project-entry'

/** Plans checks that a standardised measure is still followed. @throws DomainError `forbidden`, `project-not-found` */
export async function scheduleChecks(viewer: Viewer, { requestKey, project: number, measure, standardNo, dueOn }: ScheduleChecks): Promise<{ planned: number }> {
  assertMay(viewer, 'quality.write')
  const project = await getProject(viewer, number)
  return transact(
    viewer,
    async (tx, record) => {
      await tx.qcLaterCheck.createMany({ data: dueOn.map((day) => ({ stationId: project.stationId, projectId: project.id, measure, standardNo, dueOn: toDbDate(day) })) })
      await record(projectEntry(project, 'checks-planned', { after: { measure, standardNo, dueOn } }))
      return { planned: dueOn.length }
    },
    { key: requestKey, action: 'qc-checks.plan' },
  )
}

/**
 * Records what a check found: once, from the day it is due. What was planned for later shows nothing yet.
 * @throws DomainError `forbidden`, `project-not-found`, `check-not-due`, `check-done`
 */
export async function recordCheck(viewer: Viewer, { project: number, id, followed, finding }: RecordCheck, at: Date): Promise<{ number: string }> {
  assertMay(viewer, 'quality.write')
  const project = await getProject(viewer, number)
  const check = (await projectRecord(project)).laterChecks.find((one) => one.id === id)
  if (check && check.dueOn > dayInChina(at)) throw new DomainError('check-not-due', { date: check.dueOn })
  return transact(viewer, async (tx, record) => {
    const { count } = await tx.qcLaterCheck.updateMany({
      where: { stationId: project.stationId, projectId: project.id, id: BigInt(id), doneAt: null },
      data: { followed, finding, doneAt: at, doneByName: viewer.name },
    })
    if (count !== 1) throw new DomainError('check-done')
    await record(projectEntry(project, 'check-recorded', { after: { followed, finding } }))
    return { number }
  })
}
