import { getLocale, getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { FileEvidenceForm, LinkedEvidenceForm } from '@/features/quality/components/evidence-forms'
import { EvidenceTable } from '@/features/quality/components/evidence-table'
import { GateHistory } from '@/features/quality/components/gate-history'
import { projectEvidence } from '@/features/quality/evidence-queries'
import { lateChanges } from '@/features/quality/late-change-queries'
import { getProject, projectRecord } from '@/features/quality/queries'
import { orNotFound } from '@/server/or-not-found'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'

interface EvidencePageProps {
  params: Promise<{ number: string }>
}

export default async function EvidencePage({ params }: EvidencePageProps) {
  const viewer = await requireViewer('quality.read')
  const { number } = await params
  const project = await projectRecord(await orNotFound(getProject(viewer, number)))
  const [t, locale, evidence] = await Promise.all([getTranslations('quality'), getLocale(), projectEvidence(project)])
  const steps = project.type.steps.map(({ code, name }) => ({ value: code, label: name[locale] }))
  const step = steps.find(({ value }) => value === project.step)?.value ?? steps.at(-1)?.value ?? ''
  return (
    <div className="grid gap-4">
      <p className="text-muted">{t('evidence.stamp')}</p>
      <Card flush title={t('evidence.list')}>
        <EvidenceTable project={number} type={project.type} evidence={evidence} />
      </Card>
      {mayDo(viewer.role, 'quality.write') && (
        <Card title={t('evidence.add')} className="no-print">
          <div className="grid gap-6">
            <FileEvidenceForm project={number} steps={steps} step={step} />
            <LinkedEvidenceForm project={number} steps={steps} step={step} />
          </div>
        </Card>
      )}
      <GateHistory type={project.type} gates={project.gates} late={await lateChanges(project, evidence)} />
    </div>
  )
}
