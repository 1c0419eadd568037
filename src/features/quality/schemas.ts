import * as z from 'zod'
import { isBillingMonth, isPlainDate } from '@/domain/plain-date'
import { targetSchema } from '@/domain/quality/metric'
import { projectTypeSchema } from '@/domain/quality/project-type'
import { sheetContentSchema } from '@/domain/quality/tool-sheet-schema'
import { CIRCLE_ROLES, TOOL_KINDS } from '@/domain/quality/vocabulary'
import { BOOKS_QUERY_NAMES } from '@/features/quality-metrics/schemas'
import { LINKED_EVIDENCE, SESSION_KINDS } from './choices'

const requestKey = z.uuidv4()
const text = (most: number) => z.string().trim().min(1, { message: 'empty' }).max(most)
const day = z.string().refine(isPlainDate, { message: 'date' })
const month = z.string().refine(isBillingMonth, { message: 'month' })
const rowId = z.string().regex(/^\d{1,18}$/)
const stepCode = z.string().max(40)

export const circleNumberSchema = z.string().regex(/^QCC-[0-9A-Za-z]{1,16}-\d{2,4}$/)
export const projectNumberSchema = z.string().regex(/^QC-[0-9A-Za-z]{1,16}-\d{4}-\d{2,4}$/)

export const createCircleSchema = z.strictObject({ requestKey, station: text(16), name: text(60), foundedOn: day })
export type CreateCircle = z.infer<typeof createCircleSchema>

export const memberSchema = z.strictObject({
  requestKey,
  circle: circleNumberSchema,
  /** Null for a new member. */
  id: rowId.nullable(),
  name: text(40),
  role: z.enum(CIRCLE_ROLES),
  position: z.string().trim().max(60),
  education: z.string().trim().max(40),
  duties: z.string().trim().max(200),
  joinedOn: day,
  leftOn: day.nullable(),
})
export type MemberInput = z.infer<typeof memberSchema>

export const sessionSchema = z.strictObject({
  requestKey,
  circle: circleNumberSchema,
  kind: z.enum(SESSION_KINDS),
  heldOn: day,
  topic: text(120),
  minutes: z.string().trim().max(4000),
  hours: z.string().trim().regex(/^\d{1,3}(\.\d)?$/, { message: 'hours' }),
  attendees: z.array(text(40)).min(1, { message: 'empty' }).max(50),
})
export type SessionInput = z.infer<typeof sessionSchema>

export const createProjectSchema = z.strictObject({ requestKey, circle: circleNumberSchema, title: text(120), type: text(40), startedOn: day })
export type CreateProject = z.infer<typeof createProjectSchema>

export const moveProjectSchema = z.discriminatedUnion('move', [
  z.strictObject({ move: z.literal('pass'), requestKey, project: projectNumberSchema, version: z.int(), step: stepCode }),
  z.strictObject({ move: z.literal('reopen'), requestKey, project: projectNumberSchema, version: z.int(), step: stepCode, reason: z.string().trim().max(500) }),
])
export type MoveProject = z.infer<typeof moveProjectSchema>

export const addSheetSchema = z.strictObject({ requestKey, project: projectNumberSchema, step: stepCode, kind: z.enum(TOOL_KINDS), title: text(100) })
export type AddSheet = z.infer<typeof addSheetSchema>

export const saveSheetSchema = z.strictObject({
  project: projectNumberSchema,
  id: rowId,
  /** The version that was edited. */
  version: z.int(),
  title: text(100),
  content: sheetContentSchema,
  removed: z.boolean(),
})
export type SaveSheet = z.infer<typeof saveSheetSchema>

export const booksRowsSchema = z.strictObject({ project: projectNumberSchema, query: z.enum(BOOKS_QUERY_NAMES), from: month, to: month })
export type BooksRequest = z.infer<typeof booksRowsSchema>

export const planBaselineSchema = z.strictObject({ requestKey, project: projectNumberSchema, reason: text(300) })
export type PlanBaseline = z.infer<typeof planBaselineSchema>

export const linkedEvidenceSchema = z.strictObject({
  requestKey,
  project: projectNumberSchema,
  step: stepCode,
  kind: z.enum(LINKED_EVIDENCE),
  title: text(120),
  /** An order's number, a campaign's name, or the address of a view with the figures it showed. */
  reference: text(600),
  figures: z.array(z.strictObject({ name: text(120), value: text(120) })).max(200),
})
export type LinkedEvidence = z.infer<typeof linkedEvidenceSchema>

export const fileEvidenceSchema = z.strictObject({ requestKey, project: projectNumberSchema, step: stepCode, title: text(120) })
export type FileEvidence = z.infer<typeof fileEvidenceSchema>

export const bindTargetSchema = z.strictObject({ requestKey, project: projectNumberSchema, target: targetSchema })
export type BindTarget = z.infer<typeof bindTargetSchema>

export const markDistrictsSchema = z.strictObject({
  requestKey,
  project: projectNumberSchema,
  districts: z.array(text(40)).min(1).max(500),
  /** The first month after the inspection; null takes the marks back. */
  month: month.nullable(),
})
export type MarkDistricts = z.infer<typeof markDistrictsSchema>

export const confirmBenefitSchema = z.strictObject({ requestKey, project: projectNumberSchema, amountYuan: z.string().trim().regex(/^-?\d{1,12}(\.\d{1,2})?$/, { message: 'amount' }), basis: text(1000) })
export type ConfirmBenefit = z.infer<typeof confirmBenefitSchema>

export const scheduleChecksSchema = z.strictObject({ requestKey, project: projectNumberSchema, measure: text(40), standardNo: text(60), dueOn: z.array(day).min(1).max(12) })
export type ScheduleChecks = z.infer<typeof scheduleChecksSchema>

export const recordCheckSchema = z.strictObject({ project: projectNumberSchema, id: rowId, followed: z.boolean(), finding: text(500) })
export type RecordCheck = z.infer<typeof recordCheckSchema>

export const saveReviewSchema = z.strictObject({
  project: projectNumberSchema,
  recused: z.boolean(),
  /** Points by criterion, decimal text; none when recused. */
  scores: z.record(z.string().max(40), z.string().max(8)),
  comment: z.string().trim().max(2000),
})
export type SaveReview = z.infer<typeof saveReviewSchema>

export const saveTypeSchema = z.strictObject({ type: projectTypeSchema, version: z.int() })
export type SaveType = z.infer<typeof saveTypeSchema>
