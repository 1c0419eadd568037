import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { isBillingMonth } from '@/domain/plain-date'
import { listStations } from '@/features/accounts/queries'
import { billedMonths } from '@/features/bills/totals-queries'
import { JobPanel } from '@/features/jobs/components/job-panel'
import { progressOf } from '@/features/jobs/queries'
import { RePricingForm } from '@/features/re-pricing/components/re-pricing-form'
import { RePricingOutcome } from '@/features/re-pricing/components/re-pricing-outcome'
import { RE_PRICING } from '@/features/re-pricing/re-pricing-job'
import { repricingParamsSchema, repricingResultSchema, type RequestRepricing } from '@/features/re-pricing/schemas'
import { openDrafts } from '@/features/tariff-drafts/queries'
import { categoryIndex, tariffDocuments } from '@/features/tariffs/queries'
import { now } from '@/server/clock'
import { findJob, listJobs } from '@/server/jobs/job-store'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { categoryName } from '@/ui/category-name'
import { ClientMessages } from '@/ui/client-messages'
import { formatInstant, formatMonth } from '@/ui/format'
import { PageHeader } from '@/ui/page-header'
import { single } from '@/ui/url'

interface WhatIfPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata() {
  const t = await getTranslations('rePricing')
  return { title: t('title') }
}

export default async function WhatIfPage({ searchParams }: WhatIfPageProps) {
  const viewer = await requireViewer('bill-checks.run')
  const asked = single((await searchParams)['job'])
  const [t, tariffs, shell, locale, months, stations, documents, drafts, { byCode }, job, jobs] = await Promise.all([
    getTranslations('rePricing'),
    getTranslations('tariffs'),
    getTranslations('shell'),
    getLocale(),
    billedMonths(viewer),
    listStations(viewer),
    tariffDocuments(),
    openDrafts(),
    categoryIndex(),
    asked !== undefined && /^\d{1,18}$/.test(asked) ? findJob(viewer, BigInt(asked)) : null,
    listJobs(viewer, RE_PRICING, 8),
  ])
  const name = (code: string) => categoryName(byCode.get(code), locale) || code
  const question = ({ month, category, target, stationCode }: RequestRepricing) =>
    t('question', {
      month: isBillingMonth(month) ? formatMonth(month, locale) : month,
      place: stations.find(({ code }) => code === stationCode)?.name ?? t('allStations'),
      category: name(category),
      target: target.kind === 'category' ? name(target.code) : target.kind === 'version' ? t('versionFrom', { date: target.effectiveFrom }) : t('draftNo', { id: target.id }),
    })
  const categories = [...documents.values()].flatMap(({ category, versions }) => {
    const known = byCode.get(category)
    return known ? [{ code: category, nameZh: known.nameZh, nameEn: known.nameEn, versions: versions.map(({ effectiveFrom }) => effectiveFrom) }] : []
  })
  const params = job?.kind === RE_PRICING ? repricingParamsSchema.safeParse(job.params).data : undefined
  const result = job?.state === 'done' ? repricingResultSchema.safeParse(job.result).data : undefined
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} crumbs={[{ label: tariffs('title'), href: '/tariffs' }]} crumbsLabel={shell('breadcrumbs')} />
      <ClientMessages namespaces={['rePricing']}>
        <Card className="mb-4 pt-3">
          <RePricingForm
            months={months}
            stations={stations.map(({ code, name: label }) => ({ code, name: label }))}
            categories={categories}
            drafts={drafts.filter(({ faults }) => faults.length === 0).map(({ id, categoryCode, header }) => ({ id, label: `${categoryCode} ${header.name[locale]}` }))}
          />
        </Card>
        {job && params && (
          <div className="mb-4 grid gap-4">
            {job.state === 'done' ? <h2 className="text-lg font-semibold">{question(params)}</h2> : <JobPanel key={job.id} initial={progressOf(job, now())} title={question(params)} />}
          </div>
        )}
      </ClientMessages>
      {result && <RePricingOutcome result={result} />}
      {jobs.length > 0 && (
        <Card className="mt-4" title={t('earlier')}>
          <ul className="grid gap-1">
            {jobs.map((one) => {
              const known = repricingParamsSchema.safeParse(one.params).data
              return (
                <li key={one.id}>
                  <Link href={`/tariffs/what-if?job=${one.id}`} className="text-accent hover:underline">
                    {known ? question(known) : one.id}
                  </Link>{' '}
                  <span className="text-muted text-sm">
                    {one.createdByName} · {formatInstant(one.createdAt, locale)}
                  </span>
                </li>
              )
            })}
          </ul>
        </Card>
      )}
    </>
  )
}
