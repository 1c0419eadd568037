import 'server-only'
import type { ProjectFacts } from '@/domain/quality/gates'
import { metricValue, reaches, type MetricMonth, type SystemTarget, type Target } from '@/domain/quality/metric'
import { addMonths, monthOf, type BillingMonth } from '@/domain/plain-date'
import { listDistricts } from '@/features/accounts/queries'
import { metricMonths, type MetricScope } from '@/features/quality-metrics/metric-queries'
import { dayInChina } from '@/server/clock'
import type { Viewer } from '@/server/viewer'
import { projectBenefits, projectEvidence, projectTargets, type Benefit, type BoundTarget, type Evidence, type Frozen } from './evidence-queries'
import type { ProjectHead, ProjectRecord } from './queries'

/** How the target's figure stands in the books now. */
export interface Standing {
  bound: BoundTarget
  /** Bindings before the one that counts. */
  earlier: readonly BoundTarget[]
  /** The effect's months as the books have them; empty for a typed target. */
  months: MetricMonth[]
  result: string | null
  reached: boolean | null
}

export interface ProjectStanding {
  standing: Standing | null
  benefit: Benefit | null
  evidence: Evidence[]
  facts: ProjectFacts
}

/** @throws Error for a district that is gone */
export async function metricScope(viewer: Viewer, project: Pick<ProjectHead, 'stationId' | 'number'>, target: SystemTarget): Promise<MetricScope> {
  const districts = target.district === null ? [] : await listDistricts(viewer, project.stationId)
  const district = districts.find(({ code }) => code === target.district)
  if (target.district !== null && !district) throw new Error(`district ${target.district} is gone`)
  return { stationId: project.stationId, metric: target.metric, category: target.category, districtId: district?.id ?? null, sampleSize: target.sampleSize, seed: project.number }
}

export const frozenOf = (value: string | null, months: readonly MetricMonth[]): Frozen => ({
  value,
  months: months.map(({ month, numerator, denominator, lacking }) => ({ month, numerator: String(numerator), denominator: String(denominator), lacking })),
})

/** A target's metric over some months; null for a typed one, which the books know nothing of. */
export async function measured(viewer: Viewer, project: Pick<ProjectHead, 'stationId' | 'number'>, target: Target, period: { from: BillingMonth; to: BillingMonth }): Promise<{ value: string | null; months: MetricMonth[] } | null> {
  if (target.kind === 'typed') return null
  const months = await metricMonths(viewer, await metricScope(viewer, project, target), period.from, period.to)
  return { value: metricValue(target.metric, months), months }
}

/** The same months a year before, for telling the season from the effect. */
export const measuredYearBefore = (viewer: Viewer, project: Pick<ProjectHead, 'stationId' | 'number'>, target: Target) =>
  measured(viewer, project, target, { from: addMonths(target.effect.from, -12), to: addMonths(target.effect.to, -12) })

export async function standingOf(viewer: Viewer, project: Pick<ProjectHead, 'stationId' | 'number' | 'id'>): Promise<Standing | null> {
  const targets = await projectTargets(project)
  const bound = targets.at(-1)
  if (!bound) return null
  const effect = await measured(viewer, project, bound.target, bound.target.effect)
  const result = effect?.value ?? null
  return { bound, earlier: targets.slice(0, -1), months: effect?.months ?? [], result, reached: result === null ? null : reaches(bound.target, result) }
}

/** Whether a target was set only when the months it is judged by were over: no target, but a description. */
export const setAfterwards = ({ target, recordedAt }: Pick<BoundTarget, 'target' | 'recordedAt'>): boolean => monthOf(dayInChina(recordedAt)) > target.effect.to

/** Everything the stage machine asks of a project, from the rows and the books of now. */
export async function projectStanding(viewer: Viewer, record: ProjectRecord): Promise<ProjectStanding> {
  const [standing, benefits, evidence] = await Promise.all([standingOf(viewer, record), projectBenefits(record), projectEvidence(record)])
  const benefit = benefits.at(-1) ?? null
  const target = standing?.bound.target
  const facts: ProjectFacts = {
    sheets: record.sheets,
    evidence,
    target: target ? { value: target.value, dueOn: target.dueOn, drawnFrom: target.kind === 'system' ? 'system' : 'typed', baseline: standing.bound.baseline.value } : null,
    result: standing?.result ?? null,
    // What was confirmed of an earlier target does not confirm this one.
    benefit: { confirmed: benefit !== null && (!standing || benefit.recordedAt > standing.bound.recordedAt) },
    laterChecks: [...record.laterChecks].sort((one, other) => (one.doneAt?.getTime() ?? Infinity) - (other.doneAt?.getTime() ?? Infinity)).map(({ measure, followed }) => ({ measure, followed })),
  }
  return { standing, benefit, evidence, facts }
}
