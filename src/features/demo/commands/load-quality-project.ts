import 'server-only'
import { randomUUID } from 'node:crypto'
import { addDays, billingMonth, plainDate } from '@/domain/plain-date'
import { EMPTY_SHEET } from '@/domain/quality/tool-sheet'
import { booksFor } from '@/features/quality/books-fill-queries'
import { addLinkedEvidence } from '@/features/quality/commands/add-evidence'
import { bindTarget } from '@/features/quality/commands/bind-target'
import { confirmBenefit } from '@/features/quality/commands/confirm-benefit'
import { createCircle } from '@/features/quality/commands/create-circle'
import { createProject } from '@/features/quality/commands/create-project'
import { recordSession, saveMember } from '@/features/quality/commands/keep-circle'
import { recordCheck, scheduleChecks } from '@/features/quality/commands/later-checks'
import { markDistricts } from '@/features/quality/commands/mark-districts'
import { moveProject } from '@/features/quality/commands/move-project'
import { addSheet, saveSheet } from '@/features/quality/commands/save-sheet'
import { setPlanBaseline } from '@/features/quality/commands/set-plan-baseline'
import { getProject, projectRecord } from '@/features/quality/queries'
import { dayInChina } from '@/server/clock'
import { db } from '@/server/db'
import { system } from '@/server/scope'
import { workingFor, type Viewer } from '@/server/viewer'
import { STATION } from '../origin-figures'
import { QC_BENEFIT, QC_CAMPAIGN, QC_CIRCLE, QC_INSPECTED, QC_MEMBERS, QC_PLAN, QC_PROJECT, QC_SESSIONS, QC_TOOLS } from '../quality-project'

const key = () => ({ requestKey: randomUUID() })

/** The origin report's project, through all its gates by the same commands as anybody's; stamped when it is loaded. A second call changes nothing. */
export async function loadQualityProject(at: Date): Promise<void> {
  const station = await db(system('demo')).station.findFirst({ where: { code: STATION.code } })
  if (!station || (await db(system('demo')).qcCircle.count({ where: { stationId: station.id } })) > 0) return
  const person = (userId: string, name: string, role: 'qc' | 'finance') => workingFor({ userId, name, role }, [station.id], 'demo')
  const viewer = person('demo-qc', '李敏', 'qc')
  const { number: circle } = await createCircle(viewer, { ...key(), station: STATION.code, ...QC_CIRCLE }, at)
  for (const member of QC_MEMBERS) await saveMember(viewer, { ...key(), circle, id: null, ...member, joinedOn: QC_CIRCLE.foundedOn, leftOn: null })
  for (const session of QC_SESSIONS) await recordSession(viewer, { ...key(), circle, ...session, attendees: QC_MEMBERS.map(({ name }) => name) })
  const { number: project } = await createProject(viewer, { ...key(), circle, ...QC_PROJECT }, at)
  await plan(viewer, project, at)
  const { type } = await getProject(viewer, project)
  for (const { code } of type.steps) {
    await fillStep(viewer, project, code, at)
    if (code === 'target') await target(viewer, project)
    if (code === 'implementation') await inspected(viewer, project, station.id)
    if (code === 'effect') await confirmBenefit(person('demo-finance', '刘会计', 'finance'), { ...key(), project, ...QC_BENEFIT })
    if (code === 'standardisation') await laterChecks(viewer, project, at)
    const { version } = await getProject(viewer, project)
    await moveProject(viewer, { move: 'pass', ...key(), project, version, step: code }, at)
  }
}

/** Agreed on as planned; what was done is entered afterwards. */
async function plan(viewer: Viewer, project: string, at: Date): Promise<void> {
  const sheet = (await projectRecord(await getProject(viewer, project))).sheets.find(({ kind }) => kind === 'plan')
  if (!sheet) throw new Error('the project has no plan')
  const planned = QC_PLAN.map((row) => ({ ...row, actualFrom: '', actualTo: '' }))
  const save = (version: number, rows: typeof planned) => saveSheet(viewer, { project, id: sheet.id, version, title: sheet.title, content: { ...EMPTY_SHEET, rows }, removed: false }, at)
  const { version } = await save(sheet.version, planned)
  await setPlanBaseline(viewer, { ...key(), project, reason: '2013年1月小组会议通过' })
  await save(version, QC_PLAN.map((row) => ({ ...row, actualFrom: row['actualFrom'] ?? '', actualTo: row['actualTo'] ?? '' })))
}

async function fillStep(viewer: Viewer, project: string, step: string, at: Date): Promise<void> {
  for (const { kind, title, content, books } of QC_TOOLS.filter((tool) => tool.step === step)) {
    const { id } = await addSheet(viewer, { ...key(), project, step, kind, title })
    const filled = books ? await booksFor(viewer, { project, query: books.query, from: billingMonth(books.from), to: billingMonth(books.to) }, at) : content
    if (filled) await saveSheet(viewer, { project, id, version: 1, title, content: { ...filled, settings: { ...filled.settings, ...books?.settings } }, removed: false }, at)
  }
}

/** Yuan per kWh of the station, June against July 2013. */
const target = (viewer: Viewer, project: string) =>
  bindTarget(viewer, {
    ...key(), project,
    target: {
      kind: 'system', metric: 'average-price', category: null, district: null, sampleSize: 200, direction: 'up', value: '0.585', dueOn: plainDate('2013-09-30'),
      baseline: { from: billingMonth('2013-06'), to: billingMonth('2013-06') }, effect: { from: billingMonth('2013-07'), to: billingMonth('2013-07') },
    },
  })

async function inspected(viewer: Viewer, project: string, stationId: number): Promise<void> {
  const districts = await db(viewer).district.findMany({ where: { stationId }, select: { code: true }, orderBy: { code: 'asc' }, take: QC_INSPECTED })
  await markDistricts(viewer, { ...key(), project, districts: districts.map(({ code }) => code), month: billingMonth('2013-07') })
  await addLinkedEvidence(viewer, { ...key(), project, step: 'implementation', kind: 'campaign', ...QC_CAMPAIGN })
}

/** One of each standard was done; the next is still to come. */
async function laterChecks(viewer: Viewer, project: string, at: Date): Promise<void> {
  const standards = { m1: 'Q/GD-YX-2013-07', m2: 'Q/GD-YX-2013-08' }
  for (const [measure, standardNo] of Object.entries(standards)) await scheduleChecks(viewer, { ...key(), project, measure, standardNo, dueOn: [plainDate('2013-12-20'), addDays(dayInChina(at), 30)] })
  const { laterChecks: planned } = await projectRecord(await getProject(viewer, project))
  for (const { id, dueOn } of planned) {
    if (dueOn === '2013-12-20') await recordCheck(viewer, { project, id, followed: true, finding: '抽查台账，按标准执行（示例）。' }, at)
  }
}
