import 'server-only'
import { DomainError } from '@/domain/errors'
import { transact } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { getProject, projectRecord } from '../queries'
import type { PlanBaseline } from '../schemas'
import { projectEntry, signed } from './project-entry'
import { digestOf } from './sheet-rows'

/**
 * Agrees on the activity plan as it stands. It is kept for good; a later agreement is another one beside it.
 * @throws DomainError `forbidden`, `project-not-found`, `plan-empty`
 */
export async function setPlanBaseline(viewer: Viewer, { requestKey, project: number, reason }: PlanBaseline): Promise<{ number: string }> {
  assertMay(viewer, 'quality.write')
  const project = await getProject(viewer, number)
  const plan = (await projectRecord(project)).sheets.find(({ kind }) => kind === 'plan')
  if (!plan || plan.content.rows.length === 0) throw new DomainError('plan-empty')
  const { content } = plan
  return transact(
    viewer,
    async (tx, record) => {
      await tx.qcPlanBaseline.create({ data: { stationId: project.stationId, projectId: project.id, content, reason, sha256: digestOf(content), ...signed(viewer) } })
      await record(projectEntry(project, 'plan-agreed', { reason, after: { activities: content.rows.length } }))
      return { number }
    },
    { key: requestKey, action: 'qc-plan.baseline' },
  )
}
