import { expect, it } from 'vitest'
import { gateBehind, type GateMoment } from './late-changes'
import { PROBLEM_SOLVING } from './project-type'

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute))
const gates: GateMoment[] = [
  { step: 'topic', kind: 'passed', recordedAt: at(10) },
  { step: 'present-state', kind: 'passed', recordedAt: at(20) },
  { step: 'present-state', kind: 'reopened', recordedAt: at(30) },
  { step: 'present-state', kind: 'passed', recordedAt: at(40) },
  { step: 'topic', kind: 'reopened', recordedAt: at(50) },
  { step: 'topic', kind: 'passed', recordedAt: at(60) },
]
const behind = (step: string, minute: number) => gateBehind(PROBLEM_SOLVING, gates, step, at(minute))

it('a change counts by the gate as it stood at that moment', () => {
  expect([5, 15, 25, 35, 45].map((minute) => behind('present-state', minute))).toEqual([null, null, at(20), null, at(40)])
  // Going back to an earlier step opens the later ones; going back to a later one leaves the earlier ones shut.
  expect(behind('topic', 35)).toEqual(at(10))
  expect([55, 65].map((minute) => behind('present-state', minute))).toEqual([null, null])
  expect(behind('topic', 65)).toEqual(at(60))
})

it('what was slipped in before a gate was reopened stays in sight when it is passed again', () => {
  expect(behind('present-state', 25)).toEqual(at(20))
})

it('what belongs to no step has no gate', () => {
  expect(behind('plan', 65)).toBeNull()
})
