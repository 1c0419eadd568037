import 'server-only'
import { DomainError } from '@/domain/errors'
import { faultyScore } from '@/domain/quality/review'
import { transact } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { getProject } from '../queries'
import type { SaveReview } from '../schemas'
import { isOwnProject } from './own-project'
import { projectEntry } from './project-entry'

/**
 * A reviewer's own score sheet, or that they stand aside. Nobody scores the project they began or a circle they are in.
 * @throws DomainError `forbidden`, `project-not-found`, `own-project`, `score-wrong`, `reason-missing`
 */
export async function saveReview(viewer: Viewer, { project: number, recused, scores, comment }: SaveReview, at: Date): Promise<{ number: string }> {
  assertMay(viewer, 'quality.review')
  const project = await getProject(viewer, number)
  if (!recused && (await isOwnProject(viewer, project))) throw new DomainError('own-project')
  if (recused && comment === '') throw new DomainError('reason-missing')
  const fault = recused ? null : faultyScore(project.type.criteria, scores)
  if (fault) throw new DomainError('score-wrong', { most: fault.weight, place: project.type.criteria.indexOf(fault) + 1 })
  const data = { reviewerName: viewer.name, recused, scores: recused ? {} : scores, comment, at }
  const key = { stationId: project.stationId, projectId: project.id, reviewerId: viewer.userId }
  return transact(viewer, async (tx, record) => {
    await tx.qcReview.upsert({ where: { stationId_projectId_reviewerId: key }, create: { ...key, ...data }, update: { ...data, version: { increment: 1 } } })
    await record(projectEntry(project, recused ? 'review-recused' : 'reviewed', { after: { scores: data.scores, comment } }))
    return { number }
  })
}
