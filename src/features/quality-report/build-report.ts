import 'server-only'
import { planItems } from '@/domain/quality/plan'
import { stepOf } from '@/domain/quality/project-type'
import type { PlainDate } from '@/domain/plain-date'
import { listStations } from '@/features/accounts/queries'
import { attribution } from '@/features/quality/attribution-queries'
import { getCircle, type Circle } from '@/features/quality/circle-queries'
import { linksOf } from '@/features/quality/components/sheet-rows-view'
import { figureTexts } from '@/features/quality/components/evidence-figures'
import { lateChangeText } from '@/features/quality/components/late-change-text'
import type { Evidence } from '@/features/quality/evidence-queries'
import { lateChanges, type LateChange } from '@/features/quality/late-change-queries'
import { getProject, planBaselines, projectRecord, type ProjectRecord } from '@/features/quality/queries'
import { projectStanding } from '@/features/quality/standing-queries'
import type { Viewer } from '@/server/viewer'
import { toolDrawing } from '@/ui/tools/tool-drawing'
import { formatList, type FormatLocale } from '@/ui/format'
import { effectBlocks, targetBlocks } from './effect-blocks'
import { Numbered, type Report } from './report-model'
import { reportWords, type ReportWords } from './report-words'
import { toolBlocks } from './tool-blocks'

/** A project's report as it stands in the books on a day, in one language. @throws DomainError `project-not-found` */
export async function buildReport(viewer: Viewer, number: string, locale: FormatLocale, today: PlainDate): Promise<Report> {
  const project = await projectRecord(await getProject(viewer, number))
  const [words, circle, stations, stands, baselines] = await Promise.all([reportWords(locale), getCircle(viewer, project.circle.number), listStations(viewer), projectStanding(viewer, project), planBaselines(project)])
  const { r, q } = words
  const attributed = stands.standing && (await attribution(viewer, project, stands.standing))
  const report = new Numbered({ table: (place, name) => r('table', { place, name }), figure: (place, name) => r('figure', { place, name }), chapter: (place, name) => r('chapter', { place, name }) })
  circleBlocks(report, circle, words)
  planBlocks(report, project, baselines[0]?.content ?? null, words, today)
  const links = linksOf(project.sheets)
  for (const step of project.type.steps) {
    report.chapter(step.name[locale])
    for (const sheet of project.sheets) if (sheet.step === step.code) toolBlocks(report, sheet, links, words, today)
    if (step.gates.includes('target-data') && stands.standing) targetBlocks(report, stands.standing, words, false)
    if (step.gates.includes('effect-from-system')) effectBlocks(report, stands, attributed, words)
    if (step.gates.includes('later-checks')) checkBlocks(report, project, links.measures, words)
  }
  appendix(report, project, stands.evidence, await lateChanges(project, stands.evidence), words)
  const station = stations.find(({ id }) => id === project.stationId)?.name ?? ''
  return {
    locale,
    title: project.title,
    subtitle: r('subtitle'),
    cover: [[q('fields.number'), project.number], [q('fields.circle'), `${circle.name} (${circle.number})`], [q('fields.station'), station], [q('fields.type'), project.type.name[locale]], [q('fields.startedOn'), words.day(project.startedOn)], [r('writtenOn'), words.day(today)]],
    blocks: report.blocks,
    footer: `${project.number} · ${project.title}`,
    pageOf: r('page', { page: '{page}', pages: '{pages}' }),
  }
}

function circleBlocks(report: Numbered, { members, sessions, foundedOn, name }: Circle, words: ReportWords): void {
  const { q, r, locale } = words
  report.chapter(r('circle'))
  report.text(`${name} · ${q('fields.foundedOn')} ${words.day(foundedOn)}`)
  report.table(q('fields.members'), [q('fields.name'), q('circle.role'), q('circle.position'), q('circle.education'), q('circle.duties')], members.map((member) => [member.name, q(`circle.roles.${member.role}`), member.position, member.education, member.duties]), [1.4, 1.2, 2, 1.2, 3.5])
  report.table(q('circle.sessions'), [q('circle.heldOn'), q('circle.kind'), q('circle.topic'), q('circle.hours'), q('circle.attendees')], [...sessions].sort((one, other) => (one.heldOn < other.heldOn ? -1 : 1)).map((one) => [words.day(one.heldOn), q(`circle.${one.kind}`), `${one.topic}\n${one.minutes}`.trim(), one.hours, formatList(one.attendees, locale)]), [2, 1, 3.4, { width: 1.4, numeric: true }, 2.8])
}

function planBlocks(report: Numbered, project: ProjectRecord, agreed: Parameters<typeof planItems>[1], words: ReportWords, today: PlainDate): void {
  const { q } = words
  const plan = project.sheets.find(({ kind }) => kind === 'plan')
  if (!plan || plan.content.rows.length === 0) return
  const items = planItems(plan.content, agreed, today)
  const span = (value: { from: PlainDate; to: PlainDate | null } | null) => (value ? `${value.from} – ${value.to ?? ''}` : '—')
  report.chapter(q('planPage.title'))
  report.figure(q('planPage.gantt'), toolDrawing('plan', q('planPage.title'), plan.content, words.drawing, today, agreed && { ...plan.content, rows: [...agreed.rows] }))
  report.table(q('planPage.title'), [q('planPage.activity'), words.tools('columns.owner'), q('planPage.planned'), q('planPage.actual'), q('planPage.drift'), q('planPage.late')], items.map((item) => [item.activity, item.owner, span(item.planned), span(item.actual), item.driftDays === null ? '—' : q('planPage.days', { days: item.driftDays }), item.lateDays === null ? '—' : q('planPage.days', { days: item.lateDays })]), [2.4, 1.5, 3, 3, { width: 0.9, numeric: true }, { width: 0.9, numeric: true }])
}

function checkBlocks(report: Numbered, { laterChecks }: ProjectRecord, measures: readonly { value: string; label: string }[], words: ReportWords): void {
  const { q } = words
  report.table(q('checks.title'), [q('checks.measure'), q('checks.standardNo'), q('checks.dueOn'), q('checks.result'), q('checks.finding')], laterChecks.map(({ measure, standardNo, dueOn, followed, finding }) => [measures.find(({ value }) => value === measure)?.label ?? measure, standardNo, words.day(dueOn), followed === null ? '—' : q(followed ? 'checks.followed' : 'checks.notFollowed'), finding ?? '']), [2.4, 1.8, 1.6, 1.2, 2.6])
}

/** Evidence with its digests, the gates, and what was changed behind them. */
function appendix(report: Numbered, project: ProjectRecord, evidence: readonly Evidence[], late: readonly LateChange[], words: ReportWords): void {
  const { q, r, orders, locale } = words
  const name = (code: string) => stepOf(project.type, code)?.name[locale] ?? q('project.plan')
  report.chapter(r('appendix'))
  report.table(q('evidence.list'), [q('fields.title'), q('circle.kind'), q('fields.step'), q('fields.by'), q('evidence.hash')], evidence.map((one) => [[one.title, one.reference, ...figureTexts(one, q, orders), ...(one.figures.length > 0 ? [`(${q(one.drawn ? 'evidence.drawn' : 'evidence.typed')})`] : [])].filter(Boolean).join('\n'), q(`evidence.kinds.${one.kind}`), name(one.step), q('evidence.by', { by: one.byName, at: words.moment(one.recordedAt) }), one.sha256]), [2.6, 1, 1.2, 1.8, 3])
  report.table(q('project.history'), [q('fields.step'), r('event'), q('fields.at')], project.gates.map(({ step, kind, reason, recordedAt, byName }) => [name(step), kind === 'passed' ? q('project.passedBy', { by: byName }) : q('project.reopenedBy', { by: byName, reason: reason ?? '' }), words.moment(recordedAt)]), [2, 3, 2])
  report.text(late.length === 0 ? q('project.afterGateNone') : '', q('project.afterGate'))
  report.table(q('project.afterGate'), [q('fields.step'), r('event'), q('fields.at')], late.map(({ step, at, byName, ...change }) => [name(step), `${byName} ${lateChangeText(change, (key, values) => q(`project.${key}`, values))}`, words.moment(at)]), [2, 3, 2])
}
