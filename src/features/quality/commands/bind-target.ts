import 'server-only'
import { DomainError } from '@/domain/errors'
import { listDistricts } from '@/features/accounts/queries'
import { categoryIndex } from '@/features/tariffs/queries'
import { toDbDate } from '@/server/database-dates'
import { transact } from '@/server/transaction'
import { assertMay, type Viewer } from '@/server/viewer'
import { getProject } from '../queries'
import type { BindTarget } from '../schemas'
import { frozenOf, measured } from '../standing-queries'
import { projectEntry, signed } from './project-entry'

/**
 * Binds the project to a metric, a scope and its months; the baseline is the books' figure of this moment and stays so.
 * A new binding stands beside the old one, which is kept.
 * @throws DomainError `forbidden`, `project-not-found`, `category-unknown`, `district-unknown`, `periods-overlap`
 */
export async function bindTarget(viewer: Viewer, { requestKey, project: number, target }: BindTarget): Promise<{ baseline: string | null }> {
  assertMay(viewer, 'quality.write')
  const project = await getProject(viewer, number)
  if (target.effect.from <= target.baseline.to) throw new DomainError('periods-overlap')
  if (target.kind === 'system') {
    if (target.category !== null && !(await categoryIndex()).byCode.has(target.category)) throw new DomainError('category-unknown', { category: target.category })
    if (target.district !== null && !(await listDistricts(viewer, project.stationId)).some(({ code }) => code === target.district)) throw new DomainError('district-unknown', { district: target.district })
  }
  const before = await measured(viewer, project, target, target.baseline)
  const value = target.kind === 'typed' ? target.baselineValue : (before?.value ?? null)
  return transact(
    viewer,
    async (tx, record) => {
      await tx.qcTarget.create({
        data: {
          stationId: project.stationId, projectId: project.id, metric: target.kind === 'typed' ? 'typed' : target.metric, content: target,
          baseline: frozenOf(value, before?.months ?? []), dueOn: toDbDate(target.dueOn), ...signed(viewer),
        },
      })
      await record(projectEntry(project, 'target-bound', { after: { target, baseline: value } }))
      return { baseline: value }
    },
    { key: requestKey, action: 'qc-target.bind' },
  )
}
