import 'server-only'
import { DomainError } from '@/domain/errors'
import { maskName } from '@/domain/identity/masking'
import { fenToYuan } from '@/domain/money'
import { findCampaign } from '@/features/campaigns/queries'
import { findOrder } from '@/features/work-orders/queries'
import type { Viewer } from '@/server/viewer'
import { frozenFigures } from './frozen-figures'
import { projectRecord, type ProjectHead } from './queries'
import type { LinkedEvidence } from './schemas'
import { standingOf } from './standing-queries'

type Figures = LinkedEvidence['figures']

/**
 * The figures of what a piece of evidence refers to, as the system has them at this moment; null where it knows nothing of
 * it. What becomes of it later does not change the evidence. Names are keys under `quality.evidence.figureNames`, but for a
 * tool's own rows.
 * @throws DomainError `order-not-found`
 */
export async function drawnFigures(viewer: Viewer, project: ProjectHead, kind: LinkedEvidence['kind'], reference: string): Promise<Figures | null> {
  if (kind === 'work_order') return orderFigures(viewer, reference)
  return kind === 'campaign' ? campaignFigures(viewer, reference) : chartFigures(viewer, project, reference)
}

async function orderFigures(viewer: Viewer, number: string): Promise<Figures> {
  const order = await findOrder(viewer, number)
  if (!order) throw new DomainError('order-not-found', { number })
  const { accountNo, accountName, state, finding, effectiveFrom, differenceFen } = order
  return [
    { name: 'account', value: `${accountNo} ${maskName(accountName)}` },
    { name: 'state', value: state },
    { name: 'finding', value: finding },
    { name: 'effectiveFrom', value: effectiveFrom },
    ...(differenceFen === null ? [] : [{ name: 'difference', value: fenToYuan(differenceFen) }]),
  ]
}

async function campaignFigures(viewer: Viewer, number: string): Promise<Figures | null> {
  const campaign = await findCampaign(viewer, number)
  if (!campaign) return null
  const { tasks, done, findings, asRecorded, noAccess } = campaign
  return Object.entries({ tasks, done, findings, asRecorded, noAccess }).map(([name, count]) => ({ name, value: String(count) }))
}

/** A view of the project's own: a tool, or its target. */
async function chartFigures(viewer: Viewer, project: ProjectHead, reference: string): Promise<Figures | null> {
  const own = `/quality/projects/${project.number}/`
  if (reference === `${own}effect`) {
    const standing = await standingOf(viewer, project)
    return standing && [{ name: 'target', value: standing.bound.target.value }, { name: 'result', value: standing.result ?? '—' }]
  }
  const [, id] = reference.startsWith(own) ? (/#tool-(\d+)$/.exec(reference) ?? []) : []
  const sheet = id === undefined ? undefined : (await projectRecord(project)).sheets.find((one) => one.id === id)
  return sheet ? frozenFigures(sheet.kind, sheet.content) : null
}
