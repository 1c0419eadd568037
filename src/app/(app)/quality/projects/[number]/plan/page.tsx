import { getLocale, getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { planItems } from '@/domain/quality/plan'
import { AgreeForm, PlanEditor } from '@/features/quality/components/plan-editor'
import { getProject, planBaselines, projectRecord } from '@/features/quality/queries'
import { dayInChina, now } from '@/server/clock'
import { orNotFound } from '@/server/or-not-found'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { formatDate, formatInstant } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'

interface PlanPageProps {
  params: Promise<{ number: string }>
}

export default async function PlanPage({ params }: PlanPageProps) {
  const viewer = await requireViewer('quality.read')
  const { number } = await params
  const project = await projectRecord(await orNotFound(getProject(viewer, number)))
  const [t, locale, baselines] = await Promise.all([getTranslations('quality.planPage'), getLocale(), planBaselines(project)])
  const today = dayInChina(now())
  const plan = project.sheets.find(({ kind }) => kind === 'plan')
  const agreed = baselines[0]?.content ?? null
  const mayWrite = mayDo(viewer.role, 'quality.write')
  const items = plan && agreed ? planItems(plan.content, agreed, today).filter(({ planned }) => planned !== null) : []
  return (
    <div className="grid gap-4">
      {plan && <PlanEditor key={plan.version} project={number} sheet={plan} agreed={agreed} editable={mayWrite} today={today} />}
      <Card title={t('agreed')}>
        <div className="grid gap-2">
          {baselines.length === 0 ? <p className="text-muted">{t('noAgreed')}</p> : baselines.map(({ byName, recordedAt, reason, sha256 }) => (
            <p key={recordedAt.toISOString()}>
              {t('agreedAt', { by: byName, at: formatInstant(recordedAt, locale), reason })} <code className="text-muted text-xs break-all">{sha256}</code>
            </p>
          ))}
          {items.length > 0 && (
            <>
              <p className="text-muted text-sm">{t('first')}</p>
              <Table caption={t('drift')}>
                <thead>
                  <tr>
                    <Th>{t('activity')}</Th>
                    <Th>{t('agreed')}</Th>
                    <Th>{t('planned')}</Th>
                    <Th numeric>{t('drift')}</Th>
                    <Th numeric>{t('late')}</Th>
                  </tr>
                </thead>
                <tbody>
                  {items.map(({ id, activity, agreed: before, planned, driftDays, lateDays }) => (
                    <tr key={id}>
                      <Td className="min-w-40">{activity}</Td>
                      <Td className="whitespace-nowrap">{before ? `${formatDate(before.from, locale)} – ${formatDate(before.to, locale)}` : '—'}</Td>
                      <Td className="whitespace-nowrap">{planned ? `${formatDate(planned.from, locale)} – ${formatDate(planned.to, locale)}` : '—'}</Td>
                      <Td numeric className={driftDays ? 'text-warn' : ''}>{driftDays === null ? '—' : t('days', { days: driftDays })}</Td>
                      <Td numeric className={(lateDays ?? 0) > 0 ? 'text-warn' : ''}>{lateDays === null ? '—' : t('days', { days: lateDays })}</Td>
                    </tr>
                  ))}
                </tbody>
              </Table>
            </>
          )}
        </div>
      </Card>
      {mayWrite && <AgreeForm project={number} />}
    </div>
  )
}
