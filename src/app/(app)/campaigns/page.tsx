import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { CAMPAIGN_STATES } from '@/domain/campaigns/campaign'
import { mayDo } from '@/domain/identity/permissions'
import { CampaignTable } from '@/features/campaigns/components/campaign-table'
import { HitRatesCard } from '@/features/campaigns/components/hit-rates-card'
import { listCampaigns } from '@/features/campaigns/queries'
import { hitRates } from '@/features/campaigns/results-queries'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { EmptyState } from '@/ui/empty-state'
import { LinkButton } from '@/ui/link-button'
import { ListKeys } from '@/ui/list-keys'
import { PageHeader } from '@/ui/page-header'
import { single, withParams } from '@/ui/url'

interface CampaignsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata() {
  const t = await getTranslations('campaigns')
  return { title: t('title') }
}

export default async function CampaignsPage({ searchParams }: CampaignsPageProps) {
  const viewer = await requireViewer('campaigns.read')
  const asked = single((await searchParams)['state'])
  const state = CAMPAIGN_STATES.find((one) => one === asked)
  const [t, rows, rates] = await Promise.all([getTranslations('campaigns'), listCampaigns(viewer, state), hitRates(viewer)])
  const mayPlan = mayDo(viewer.role, 'campaigns.plan')
  return (
    <>
      <ListKeys />
      <PageHeader title={t('title')} description={t('description')} actions={mayPlan && <LinkButton href="/campaigns/new" variant="primary">{t('new')}</LinkButton>} />
      <nav aria-label={t('state')} className="no-print mb-4 flex flex-wrap gap-3 text-sm">
        {[undefined, ...CAMPAIGN_STATES].map((one) => (
          <Link key={one ?? 'all'} href={withParams('/campaigns', { state: one })} aria-current={one === state ? 'page' : undefined} className="text-accent aria-[current]:text-ink py-1 hover:underline aria-[current]:font-semibold">
            {one === undefined ? t('all') : t(`states.${one}`)}
          </Link>
        ))}
      </nav>
      {rows.length === 0 ? (
        <EmptyState title={t('none')}>
          <p>{t('noneBody')}</p>
          {mayPlan && <LinkButton href="/suspects">{t('toSuspects')}</LinkButton>}
        </EmptyState>
      ) : (
        <Card flush title={t('list')} className="mb-4">
          <CampaignTable rows={rows} />
        </Card>
      )}
      <HitRatesCard rates={rates} title={t('rates.title')} />
    </>
  )
}
