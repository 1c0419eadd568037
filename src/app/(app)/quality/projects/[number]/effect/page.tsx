import { getLocale, getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { addMonths } from '@/domain/plain-date'
import { stepOf } from '@/domain/quality/project-type'
import { listDistricts } from '@/features/accounts/queries'
import { loadedMonths } from '@/features/bills/totals-queries'
import { attribution } from '@/features/quality/attribution-queries'
import { AttributionCard } from '@/features/quality/components/attribution-card'
import { Fold } from '@/features/quality/components/fold'
import { SaveView } from '@/features/quality/components/save-view'
import { TargetCard } from '@/features/quality/components/target-card'
import { BenefitForm, DistrictForm, TargetForm } from '@/features/quality/components/target-forms'
import { projectBenefits } from '@/features/quality/evidence-queries'
import { postedText } from '@/features/quality/components/attribution-words'
import { targetName, targetUnit, withUnit } from '@/features/quality/components/metric-text'
import { getProject, inspectedDistricts } from '@/features/quality/queries'
import { standingOf } from '@/features/quality/standing-queries'
import { listCategories } from '@/features/tariffs/queries'
import { orNotFound } from '@/server/or-not-found'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { EmptyState } from '@/ui/empty-state'
import { formatInstant, formatMonth, formatYuan } from '@/ui/format'

interface EffectPageProps {
  params: Promise<{ number: string }>
}

export default async function EffectPage({ params }: EffectPageProps) {
  const viewer = await requireViewer('quality.read')
  const { number } = await params
  const project = await orNotFound(getProject(viewer, number))
  const [t, locale, standing, benefits, categories, inspected, districts, months] = await Promise.all([
    getTranslations('quality'), getLocale(), standingOf(viewer, project), projectBenefits(project), listCategories(),
    inspectedDistricts(project), listDistricts(viewer, project.stationId), loadedMonths(viewer, project.stationId),
  ])
  const benefit = benefits.at(-1) ?? null
  const attributed = standing && (await attribution(viewer, project, standing))
  const mayWrite = mayDo(viewer.role, 'quality.write')
  const last = months?.last
  const initial = {
    metric: 'error-rate', category: '', district: '', sampleSize: '200', direction: 'down', value: '', dueOn: '',
    baselineFrom: last ? addMonths(last, -3) : '', baselineTo: last ? addMonths(last, -1) : '', effectFrom: last ?? '', effectTo: last ?? '',
  }
  const step = stepOf(project.type, 'effect')?.code ?? project.type.steps[0]?.code ?? ''
  const unit = standing ? targetUnit(standing.bound.target, t) : ''
  const figures = standing ? [{ name: t('target.goal'), value: standing.bound.target.value }, { name: t('target.result'), value: withUnit(standing.result, unit) }] : []
  return (
    <div className="grid gap-4">
      {standing ? <TargetCard standing={standing} /> : <EmptyState title={t('target.none')}>{t('target.noneBody')}</EmptyState>}
      {mayWrite && standing && <SaveView project={number} step={step} title={targetName(standing.bound.target, t)} reference={`/quality/projects/${number}/effect`} figures={figures} />}
      {mayWrite && (
        <Fold title={t(standing ? 'target.bindAgain' : 'target.bind')} open={!standing}>
          <TargetForm project={number} categories={categories.map(({ code, nameZh, nameEn }) => ({ code, nameZh, nameEn }))} initial={initial} again={standing !== null} />
        </Fold>
      )}
      <Card title={t('target.benefit')}>
        {benefit ? (
          <dl className="grid gap-1" data-benefit>
            <dt className="text-muted text-sm">{t('target.amount')}</dt>
            <dd className="tabular text-lg font-semibold">{formatYuan(benefit.amountFen)}</dd>
            <dd>{benefit.basis}</dd>
            {attributed && <dd>{postedText(attributed.posted, benefit.amountFen, (key, values) => t(`attribution.${key}`, values), locale)}</dd>}
            <dd className="text-muted text-sm">{t('target.benefitBy', { by: benefit.byName, at: formatInstant(benefit.recordedAt, locale) })} · {t('target.confirmedResult')} {withUnit(benefit.result.value, unit)}</dd>
          </dl>
        ) : (
          <p className="text-muted">{t('target.benefitNone')}</p>
        )}
      </Card>
      {mayDo(viewer.role, 'quality.confirm') && (
        <Fold title={t('target.confirm')} open={benefit === null}>
          <BenefitForm project={number} />
        </Fold>
      )}
      {standing && attributed && <AttributionCard attribution={attributed} standing={standing} />}
      <Card title={t('attribution.districts')}>
        <div className="grid gap-2">
          <p>{t('attribution.districtsText', { count: inspected.length })}</p>
          {inspected.length > 0 && (
            <details>
              <summary className="text-accent min-h-8">{t('attribution.code')}</summary>
              <ul className="grid gap-0.5 sm:grid-cols-2 lg:grid-cols-3">
                {inspected.map(({ districtId, month, byName, recordedAt }) => (
                  <li key={districtId} className="text-sm">
                    {districts.find(({ id }) => id === districtId)?.code} · {formatMonth(month, locale)} <span className="text-muted">{byName} {formatInstant(recordedAt, locale)}</span>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </div>
      </Card>
      {mayWrite && (
        <Fold title={t('attribution.mark')}>
          <DistrictForm project={number} month={standing?.bound.target.effect.from ?? last ?? ''} />
        </Fold>
      )}
    </div>
  )
}
