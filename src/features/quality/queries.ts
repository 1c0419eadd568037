import 'server-only'
import * as z from 'zod'
import { DomainError } from '@/domain/errors'
import type { BillingMonth, PlainDate } from '@/domain/plain-date'
import { BUILT_IN_TYPES, projectTypeSchema, type ProjectType } from '@/domain/quality/project-type'
import { isToolKind, type SheetContent } from '@/domain/quality/tool-sheet'
import { sheetContentSchema } from '@/domain/quality/tool-sheet-schema'
import type { ToolKind } from '@/domain/quality/vocabulary'
import { fromDbDate, fromDbMonth } from '@/server/database-dates'
import { db } from '@/server/db'
import { SHARED_TABLES, withinStation } from '@/server/scope'
import { inScope, type Viewer } from '@/server/viewer'
import type { Prisma } from '@/generated/prisma/client'

export interface ProjectHead {
  stationId: number
  id: bigint
  number: string
  title: string
  circle: { number: string; name: string }
  /** As it was when the project began. */
  type: ProjectType
  step: string
  version: number
  startedOn: PlainDate
  createdAt: Date
  byId: string
  byName: string
  closedAt: Date | null
}

export interface GateEvent {
  step: string
  kind: 'passed' | 'reopened'
  reason: string | null
  recordedAt: Date
  byName: string
}

export interface Sheet {
  id: string
  step: string
  kind: ToolKind
  title: string
  content: SheetContent
  version: number
}

/** Who saved which state of a tool, when. */
export interface SheetRevision {
  sheetId: string
  step: string
  version: number
  title: string
  sha256: string
  removed: boolean
  recordedAt: Date
  byName: string
}

export interface LaterCheck {
  id: string
  measure: string
  standardNo: string
  dueOn: PlainDate
  /** Null for what was planned before that was kept. */
  plannedAt: Date | null
  followed: boolean | null
  finding: string | null
  doneAt: Date | null
  doneByName: string | null
}

export interface ProjectRecord extends ProjectHead {
  gates: GateEvent[]
  sheets: Sheet[]
  revisions: SheetRevision[]
  laterChecks: LaterCheck[]
}

const withCircle = { circle: { select: { number: true, name: true } } } satisfies Prisma.QcProjectInclude
type ProjectRow = Prisma.QcProjectGetPayload<{ include: typeof withCircle }>

const headOf = ({ stationId, id, number, title, circle, typeContent, step, version, startedOn, createdAt, byId, byName, closedAt }: ProjectRow): ProjectHead => ({
  stationId, id, number, title, circle, type: projectTypeSchema.parse(typeContent), step, version, startedOn: fromDbDate(startedOn), createdAt, byId, byName, closedAt,
})

/** Every project of the viewer's stations, newest first. */
export async function listProjects(viewer: Viewer): Promise<ProjectHead[]> {
  const rows = await db(viewer).qcProject.findMany({ where: inScope(viewer), include: withCircle, orderBy: [{ createdAt: 'desc' }, { number: 'desc' }] })
  return rows.map(headOf)
}

export async function findProject(viewer: Viewer, number: string): Promise<ProjectHead | null> {
  const row = await db(viewer).qcProject.findFirst({ where: { ...inScope(viewer), number }, include: withCircle })
  return row && headOf(row)
}

/** @throws DomainError `project-not-found` */
export async function getProject(viewer: Viewer, number: string): Promise<ProjectHead> {
  const project = await findProject(viewer, number)
  if (!project) throw new DomainError('project-not-found', { number })
  return project
}

/** A project with its tools, gates and later checks. */
export async function projectRecord(project: ProjectHead): Promise<ProjectRecord> {
  const where = { stationId: project.stationId, projectId: project.id }
  const seen = db(withinStation(project.stationId))
  const [gates, sheets, revisions, checks] = await Promise.all([
    seen.qcGateEvent.findMany({ where, orderBy: { id: 'asc' } }),
    seen.qcSheet.findMany({ where: { ...where, removed: false }, orderBy: { id: 'asc' } }),
    seen.qcSheetRevision.findMany({ where, omit: { content: true }, orderBy: { id: 'asc' } }),
    seen.qcLaterCheck.findMany({ where, orderBy: [{ dueOn: 'asc' }, { id: 'asc' }] }),
  ])
  return {
    ...project,
    gates: gates.map(({ step, kind, reason, recordedAt, byName }) => ({ step, kind, reason, recordedAt, byName })),
    sheets: sheets.flatMap(({ id, step, kind, title, content, version }) => (isToolKind(kind) ? [{ id: String(id), step, kind, title, content: sheetContentSchema.parse(content), version }] : [])),
    revisions: revisions.map(({ sheetId, step, version, title, sha256, removed, recordedAt, byName }) => ({ sheetId: String(sheetId), step, version, title, sha256, removed, recordedAt, byName })),
    laterChecks: checks.map(laterCheckOf),
  }
}

type CheckRow = NonNullable<Awaited<ReturnType<ReturnType<typeof db>['qcLaterCheck']['findFirst']>>>

const laterCheckOf = ({ id, measure, standardNo, dueOn, plannedAt, followed, finding, doneAt, doneByName }: CheckRow): LaterCheck => ({
  id: String(id), measure, standardNo, dueOn: fromDbDate(dueOn), plannedAt, followed, finding, doneAt, doneByName,
})

/** Checks that nobody has done, due up to a day: what the board reminds of. */
export async function dueChecks(viewer: Viewer, upTo: PlainDate): Promise<(LaterCheck & { project: string })[]> {
  const rows = await db(viewer).qcLaterCheck.findMany({ where: { ...inScope(viewer), doneAt: null, dueOn: { lte: new Date(`${upTo}T00:00:00Z`) } }, orderBy: { dueOn: 'asc' }, take: 50 })
  const projects = await db(viewer).qcProject.findMany({ where: { ...inScope(viewer), id: { in: rows.map(({ projectId }) => projectId) } }, select: { id: true, number: true } })
  return rows.map((row) => ({ ...laterCheckOf(row), project: projects.find(({ id }) => id === row.projectId)?.number ?? '' }))
}

export interface PlanBaselineRow {
  content: SheetContent
  reason: string
  sha256: string
  recordedAt: Date
  byName: string
}

/** The plan as agreed, every time it was; the first is the one drift is measured against. */
export async function planBaselines({ stationId, id }: Pick<ProjectHead, 'stationId' | 'id'>): Promise<PlanBaselineRow[]> {
  const rows = await db(withinStation(stationId)).qcPlanBaseline.findMany({ where: { stationId, projectId: id }, orderBy: { id: 'asc' } })
  return rows.map(({ content, reason, sha256, recordedAt, byName }) => ({ content: sheetContentSchema.parse(content), reason, sha256, recordedAt, byName }))
}

export interface DistrictMark {
  districtId: number
  /** The first month after the inspection; null takes an earlier mark back. */
  month: BillingMonth | null
  recordedAt: Date
  byName: string
}

/** Every mark that a district was inspected, or not after all, in the order they were made. */
export async function districtMarks({ stationId, id }: Pick<ProjectHead, 'stationId' | 'id'>): Promise<DistrictMark[]> {
  const rows = await db(withinStation(stationId)).qcInspectedDistrict.findMany({ where: { stationId, projectId: id }, orderBy: { id: 'asc' } })
  return rows.map(({ districtId, month, recordedAt, byName }) => ({ districtId, month: month && fromDbMonth(month), recordedAt, byName }))
}

/** The districts marked as inspected, with the first month after it. */
export async function inspectedDistricts(project: Pick<ProjectHead, 'stationId' | 'id'>): Promise<(DistrictMark & { month: BillingMonth })[]> {
  const newest = new Map((await districtMarks(project)).map((mark) => [mark.districtId, mark]))
  return [...newest.values()].flatMap((mark) => (mark.month === null ? [] : [{ ...mark, month: mark.month }]))
}

/** The types of project that may be begun: the built-in ones, replaced or joined by those configured here. */
export async function projectTypes(): Promise<{ type: ProjectType; version: number }[]> {
  const rows = await db(SHARED_TABLES).qcProjectType.findMany({ orderBy: { code: 'asc' } })
  const own = rows.map(({ content, version }) => ({ type: projectTypeSchema.parse(content), version }))
  const builtIn = BUILT_IN_TYPES.filter(({ code }) => !own.some(({ type }) => type.code === code)).map((type) => ({ type, version: 0 }))
  const place = (of: ProjectType) => [...BUILT_IN_TYPES.map(({ code }) => code), of.code].indexOf(of.code)
  return [...builtIn, ...own].sort((a, b) => place(a.type) - place(b.type))
}

export interface Review {
  reviewerId: string
  reviewerName: string
  recused: boolean
  scores: Record<string, string>
  comment: string
  at: Date
}

const scoresSchema = z.record(z.string(), z.string())

/** Score sheets by project, in the order of their reviewers. */
export async function reviewsOf(viewer: Viewer, projects: readonly ProjectHead[]): Promise<Map<bigint, Review[]>> {
  const rows = await db(viewer).qcReview.findMany({ where: { AND: [inScope(viewer), { projectId: { in: projects.map(({ id }) => id) } }] }, orderBy: { reviewerName: 'asc' } })
  return new Map(
    projects.map(({ id }) => [
      id,
      rows.filter(({ projectId }) => projectId === id).map(({ reviewerId, reviewerName, recused, scores, comment, at }) => ({ reviewerId, reviewerName, recused, scores: scoresSchema.parse(scores), comment, at })),
    ]),
  )
}
