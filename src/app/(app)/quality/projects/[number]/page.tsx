import { getLocale, getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { stepOf } from '@/domain/quality/project-type'
import { reopenable } from '@/domain/quality/stage-machine'
import { findCircle } from '@/features/quality/circle-queries'
import { Fold } from '@/features/quality/components/fold'
import { GateCard } from '@/features/quality/components/gate-card'
import { GateHistory } from '@/features/quality/components/gate-history'
import { ReopenStep } from '@/features/quality/components/move-forms'
import { StepList } from '@/features/quality/components/step-list'
import { TargetCard } from '@/features/quality/components/target-card'
import { lateChanges } from '@/features/quality/late-change-queries'
import { getProject, projectRecord } from '@/features/quality/queries'
import { projectStanding } from '@/features/quality/standing-queries'
import { orNotFound } from '@/server/or-not-found'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { LinkButton } from '@/ui/link-button'
import { ListKeys } from '@/ui/list-keys'

interface ProjectPageProps {
  params: Promise<{ number: string }>
}

export default async function ProjectPage({ params }: ProjectPageProps) {
  const viewer = await requireViewer('quality.read')
  const { number } = await params
  const project = await projectRecord(await orNotFound(getProject(viewer, number)))
  const [t, locale, { standing, evidence, facts }, circle] = await Promise.all([getTranslations('quality'), getLocale(), projectStanding(viewer, project), findCircle(viewer, project.circle.number)])
  const mayWrite = mayDo(viewer.role, 'quality.write')
  const back = reopenable(project)
  return (
    <>
      <ListKeys />
      <div className="grid gap-4 lg:grid-cols-[20rem_1fr] lg:items-start">
        <Card title={t('project.steps')}>
          <StepList project={project} evidence={evidence} />
        </Card>
        <div className="grid min-w-0 gap-4">
          <GateCard project={project} facts={facts} editable={mayWrite} />
          {stepOf(project.type, project.step) && (
            <div>
              <LinkButton variant="primary" href={`/quality/projects/${number}/steps/${project.step}`}>{t('project.nextStep')}</LinkButton>
            </div>
          )}
          {standing && <TargetCard standing={standing} />}
          <Card title={t('project.members')}>
            <p>{circle?.members.filter(({ leftOn }) => leftOn === null).map(({ name, role }) => `${name} (${t(`circle.roles.${role}`)})`).join(locale === 'en' ? ', ' : '、')}</p>
          </Card>
          <GateHistory type={project.type} gates={project.gates} late={await lateChanges(project, evidence)} />
          {mayWrite && back.length > 0 && (
            <Fold title={t('project.reopen')}>
              <ReopenStep key={project.version} project={number} version={project.version} steps={back.map((code) => ({ value: code, label: stepOf(project.type, code)?.name[locale] ?? code }))} />
            </Fold>
          )}
        </div>
      </div>
    </>
  )
}
