/**
 * What a type of QC project consists of: its steps in order, the gates that stand at each, and how a review scores it.
 * The problem-solving type is the rule of the trade; others (innovative, a company's own) are configuration.
 */
import * as z from 'zod'
import { GATES, TOOL_KINDS } from './vocabulary'

const code = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
const name = z.strictObject({ 'zh-CN': z.string().trim().min(1).max(60), en: z.string().trim().min(1).max(60) })

export const PHASES = ['P', 'D', 'C', 'A'] as const

export const projectStepSchema = z.strictObject({
  code,
  name,
  phase: z.enum(PHASES),
  /** What is asked before the step is left, all of it. */
  gates: z.array(z.enum(GATES)),
  /** The tools offered first; any other may be added. */
  tools: z.array(z.enum(TOOL_KINDS)),
})

export const criterionSchema = z.strictObject({ code, name, weight: z.int().min(0).max(100) })

export const projectTypeSchema = z.strictObject({
  code,
  name,
  steps: z
    .array(projectStepSchema)
    .min(1)
    .max(20)
    .refine((steps) => new Set(steps.map((step) => step.code)).size === steps.length, { message: 'step-twice' }),
  criteria: z
    .array(criterionSchema)
    .min(1)
    .max(20)
    .refine((criteria) => criteria.reduce((sum, { weight }) => sum + weight, 0) === 100, { message: 'weights-not-100' }),
})

export type ProjectType = z.infer<typeof projectTypeSchema>
export type ProjectStep = z.infer<typeof projectStepSchema>
export type Criterion = z.infer<typeof criterionSchema>

const named = (zh: string, en: string) => ({ 'zh-CN': zh, en })

/** Scores of a problem-solving project: topic 15, causes 30, countermeasures and implementation 20, effect 20, report 5, method 10. */
const PROBLEM_SOLVING_CRITERIA: Criterion[] = [
  { code: 'topic', name: named('选题', 'Topic'), weight: 15 },
  { code: 'causes', name: named('原因分析', 'Causes'), weight: 30 },
  { code: 'measures', name: named('对策与实施', 'Countermeasures and implementation'), weight: 20 },
  { code: 'effect', name: named('效果', 'Effect'), weight: 20 },
  { code: 'report', name: named('发布', 'Report'), weight: 5 },
  { code: 'method', name: named('特点与方法', 'Method'), weight: 10 },
]

const TOPIC: ProjectStep = { code: 'topic', name: named('选择课题', 'Topic'), phase: 'P', gates: ['data'], tools: ['notes', 'pareto', 'check-sheet'] }
const MEASURES: ProjectStep[] = [
  { code: 'countermeasures', name: named('制定对策', 'Countermeasures'), phase: 'P', gates: ['measures-complete'], tools: ['countermeasures'] },
  { code: 'implementation', name: named('对策实施', 'Implementation'), phase: 'D', gates: ['measures-complete', 'measures-resulted'], tools: ['notes', 'control-chart', 'check-sheet'] },
  { code: 'effect', name: named('效果检查', 'Effect'), phase: 'C', gates: ['effect-from-system', 'benefit-confirmed'], tools: ['before-after', 'pareto', 'control-chart'] },
  { code: 'standardisation', name: named('标准化', 'Standardisation'), phase: 'A', gates: ['standards-numbered', 'later-checks'], tools: ['standards'] },
  { code: 'summary', name: named('总结与下一步打算', 'Summary and next step'), phase: 'A', gates: [], tools: ['notes', 'radar'] },
]

export const PROBLEM_SOLVING: ProjectType = {
  code: 'problem-solving',
  name: named('问题解决型', 'Problem-solving'),
  steps: [
    TOPIC,
    { code: 'present-state', name: named('现状调查', 'Present state'), phase: 'P', gates: ['data'], tools: ['check-sheet', 'pareto', 'control-chart', 'histogram', 'scatter'] },
    { code: 'target', name: named('设定目标', 'Target'), phase: 'P', gates: ['target-number-date', 'target-data'], tools: ['notes'] },
    { code: 'causes', name: named('原因分析', 'Causes'), phase: 'P', gates: ['causes-actionable'], tools: ['causes'] },
    { code: 'main-causes', name: named('确定主要原因', 'Main causes'), phase: 'P', gates: ['causes-actionable', 'causes-measured'], tools: ['confirmations', 'scatter', 'histogram'] },
    ...MEASURES,
  ],
  criteria: PROBLEM_SOLVING_CRITERIA,
}

/** Something that was never done before: ideas are compared by trial instead of causes by their effect. */
export const INNOVATIVE: ProjectType = {
  code: 'innovative',
  name: named('创新型', 'Innovative'),
  steps: [
    TOPIC,
    { code: 'target', name: named('设定目标及可行性', 'Target and feasibility'), phase: 'P', gates: ['target-number-date', 'target-data'], tools: ['notes'] },
    { code: 'options', name: named('提出方案并确定最佳方案', 'Options and the best of them'), phase: 'P', gates: ['causes-actionable', 'causes-measured'], tools: ['causes', 'confirmations'] },
    ...MEASURES,
  ],
  criteria: [
    { code: 'topic', name: named('选题', 'Topic'), weight: 20 },
    { code: 'options', name: named('方案选择', 'Options'), weight: 30 },
    { code: 'measures', name: named('对策与实施', 'Countermeasures and implementation'), weight: 20 },
    { code: 'effect', name: named('效果', 'Effect'), weight: 20 },
    { code: 'report', name: named('发布', 'Report'), weight: 5 },
    { code: 'method', name: named('特点与方法', 'Method'), weight: 5 },
  ],
}

export const BUILT_IN_TYPES: readonly ProjectType[] = [PROBLEM_SOLVING, INNOVATIVE]

/** The step of a code, or null for a closed project. */
export const stepOf = (type: ProjectType, stepCode: string): ProjectStep | null => type.steps.find((step) => step.code === stepCode) ?? null
