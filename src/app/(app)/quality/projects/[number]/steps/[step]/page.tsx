import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { stepOf } from '@/domain/quality/project-type'
import { cell } from '@/domain/quality/tool-sheet'
import { loadedMonths } from '@/features/bills/totals-queries'
import { AddTool } from '@/features/quality/components/add-tool'
import { ChecksCard } from '@/features/quality/components/checks-card'
import { FileEvidenceForm, LinkedEvidenceForm } from '@/features/quality/components/evidence-forms'
import { EvidenceTable } from '@/features/quality/components/evidence-table'
import { Fold } from '@/features/quality/components/fold'
import { GateCard } from '@/features/quality/components/gate-card'
import { SaveView } from '@/features/quality/components/save-view'
import { SheetEditor } from '@/features/quality/components/sheet-editor'
import { StepList } from '@/features/quality/components/step-list'
import { lateChanges } from '@/features/quality/late-change-queries'
import { frozenFigures } from '@/features/quality/frozen-figures'
import { getProject, projectRecord } from '@/features/quality/queries'
import { linksOf } from '@/features/quality/components/sheet-rows-view'
import { projectStanding } from '@/features/quality/standing-queries'
import { dayInChina, now } from '@/server/clock'
import { orNotFound } from '@/server/or-not-found'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { formatInstant } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'

interface StepPageProps {
  params: Promise<{ number: string; step: string }>
}

export default async function StepPage({ params }: StepPageProps) {
  const viewer = await requireViewer('quality.read')
  const { number, step: code } = await params
  const project = await projectRecord(await orNotFound(getProject(viewer, number)))
  const step = stepOf(project.type, code)
  if (!step) notFound()
  const [t, tools, locale, { evidence, facts }, months] = await Promise.all([getTranslations('quality'), getTranslations('qualityTools'), getLocale(), projectStanding(viewer, project), loadedMonths(viewer, project.stationId)])
  const mayWrite = mayDo(viewer.role, 'quality.write')
  const sheets = project.sheets.filter((sheet) => sheet.step === code)
  const links = linksOf(project.sheets)
  const late = await lateChanges(project, evidence)
  const steps = project.type.steps.map((one) => ({ value: one.code, label: one.name[locale] }))
  const standards = Object.fromEntries(project.sheets.filter(({ kind }) => kind === 'standards').flatMap(({ content }) => content.rows.map((row) => [cell(row, 'measure'), cell(row, 'standardNo')])))
  return (
    <div className="grid gap-4 lg:grid-cols-[16rem_1fr] lg:items-start">
      <Card className="no-print order-last lg:order-first" title={t('project.steps')}>
        <StepList project={project} evidence={evidence} here={code} />
      </Card>
      <div className="grid min-w-0 gap-4">
        <h2 className="text-lg font-semibold">{step.name[locale]}</h2>
        {project.step === code && <GateCard project={project} facts={facts} editable={mayWrite} />}
        {(step.gates.includes('target-data') || step.gates.includes('effect-from-system')) && (
          <div>
            <LinkButton href={`/quality/projects/${number}/effect`}>{t('project.effect')}</LinkButton>
          </div>
        )}
        {sheets.map((sheet) => {
          const last = project.revisions.filter(({ sheetId }) => sheetId === sheet.id).at(-1)
          const figures = frozenFigures(sheet.kind, sheet.content)
          return (
            <div key={`${sheet.id} ${sheet.version}`} className="grid gap-1">
              <SheetEditor
                project={number} sheet={sheet} links={links} editable={mayWrite} afterGate={late.some(({ sheetId }) => sheetId === sheet.id)}
                revision={last ? tools('revision', { version: last.version, by: last.byName, at: formatInstant(last.recordedAt, locale) }) : ''}
                months={{ from: months?.first ?? '', to: months?.last ?? '' }} today={dayInChina(now())}
              />
              {mayWrite && figures.length > 0 && <SaveView project={number} step={code} title={sheet.title} reference={`/quality/projects/${number}/steps/${code}#tool-${sheet.id}`} figures={figures} />}
            </div>
          )
        })}
        {mayWrite && <AddTool project={number} step={code} usual={step.tools} open={sheets.length === 0} />}
        {step.gates.includes('later-checks') && <ChecksCard project={number} checks={project.laterChecks} measures={links.measures} standards={standards} editable={mayWrite} today={dayInChina(now())} />}
        <Card flush title={t('evidence.title')}>
          <EvidenceTable project={number} type={project.type} evidence={evidence.filter((one) => one.step === code)} />
        </Card>
        {mayWrite && (
          <Fold title={t('evidence.add')}>
            <div className="grid gap-6">
              <p className="text-muted text-sm">{t('evidence.stamp')}</p>
              <FileEvidenceForm project={number} steps={steps} step={code} />
              <LinkedEvidenceForm project={number} steps={steps} step={code} />
            </div>
          </Fold>
        )}
      </div>
    </div>
  )
}
