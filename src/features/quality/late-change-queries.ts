import 'server-only'
import { gateBehind } from '@/domain/quality/late-changes'
import type { Gate } from '@/domain/quality/vocabulary'
import { projectBenefits, projectTargets, type Benefit, type BoundTarget, type Evidence } from './evidence-queries'
import { districtMarks, type DistrictMark, type ProjectRecord } from './queries'

export interface LateChange {
  step: string
  kind: 'sheet' | 'removed' | 'evidence' | 'target' | 'benefit' | 'districts'
  /** A tool's or a piece of evidence's title; null for what has none. */
  title: string | null
  /** The tool that was changed. */
  sheetId: string | null
  /** How many were changed at once. */
  count: number
  at: Date
  byName: string
  gateAt: Date
}

type Changed = Omit<LateChange, 'gateAt' | 'step'> & { step: string | undefined }

const ONE = { title: null, sheetId: null, count: 1 } as const

/** Marks made by one person at once are one change. */
const AT_ONCE_MS = 5000

/** Everything that was changed or added at a step while its gate stood passed, in the order it was. */
export async function lateChanges(project: Pick<ProjectRecord, 'stationId' | 'id' | 'type' | 'gates' | 'revisions'>, evidence: readonly Evidence[]): Promise<LateChange[]> {
  const [targets, benefits, marks] = await Promise.all([projectTargets(project), projectBenefits(project), districtMarks(project)])
  const holding = (gate: Gate) => project.type.steps.find(({ gates }) => gates.includes(gate))?.code
  const stamped = (kind: 'target' | 'benefit', step: string | undefined) => ({ recordedAt, byName }: Pick<BoundTarget & Benefit, 'recordedAt' | 'byName'>): Changed => ({ ...ONE, step, kind, at: recordedAt, byName })
  const changes: Changed[] = [
    ...project.revisions.map(({ step, title, sheetId, removed, recordedAt, byName }): Changed => ({ ...ONE, step, kind: removed ? 'removed' : 'sheet', title, sheetId, at: recordedAt, byName })),
    ...evidence.map(({ step, title, recordedAt, byName }): Changed => ({ ...ONE, step, kind: 'evidence', title, at: recordedAt, byName })),
    ...targets.map(stamped('target', holding('target-number-date'))),
    ...benefits.map(stamped('benefit', holding('benefit-confirmed'))),
    ...together(marks).map(({ count, recordedAt, byName }): Changed => ({ ...ONE, step: holding('effect-from-system'), kind: 'districts', count, at: recordedAt, byName })),
  ]
  return changes
    .flatMap(({ step, ...change }): LateChange[] => {
      const gateAt = step === undefined ? null : gateBehind(project.type, project.gates, step, change.at)
      return step === undefined || gateAt === null ? [] : [{ ...change, step, gateAt }]
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime())
}

function together(marks: readonly DistrictMark[]): (DistrictMark & { count: number })[] {
  const groups: (DistrictMark & { count: number })[] = []
  for (const mark of marks) {
    const last = groups.at(-1)
    if (last?.byName === mark.byName && last.month === mark.month && mark.recordedAt.getTime() - last.recordedAt.getTime() < AT_ONCE_MS) groups[groups.length - 1] = { ...mark, count: last.count + 1 }
    else groups.push({ ...mark, count: 1 })
  }
  return groups
}
