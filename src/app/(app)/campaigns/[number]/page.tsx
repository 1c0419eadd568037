import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { stepsFrom } from '@/domain/campaigns/campaign'
import { mayDo } from '@/domain/identity/permissions'
import { CampaignDistricts } from '@/features/campaigns/components/campaign-districts'
import { CampaignResults } from '@/features/campaigns/components/campaign-results'
import { CampaignSteps } from '@/features/campaigns/components/campaign-steps'
import { CampaignState } from '@/features/campaigns/components/campaign-table'
import { HitRatesCard } from '@/features/campaigns/components/hit-rates-card'
import { districtCover } from '@/features/campaigns/control-queries'
import { campaignDistricts, findCampaign, listInspectors } from '@/features/campaigns/queries'
import { campaignYield, hitRates } from '@/features/campaigns/results-queries'
import { ConflictList } from '@/features/inspections/components/conflict-list'
import { FindingList } from '@/features/inspections/components/finding-list'
import { campaignConflicts, campaignInspections } from '@/features/inspections/queries'
import { requireViewer } from '@/server/session'
import { ClientMessages } from '@/ui/client-messages'
import { formatDate } from '@/ui/format'
import { PageHeader } from '@/ui/page-header'

interface CampaignPageProps {
  params: Promise<{ number: string }>
}

export async function generateMetadata({ params }: CampaignPageProps) {
  return { title: (await params).number }
}

export default async function CampaignPage({ params }: CampaignPageProps) {
  const viewer = await requireViewer('campaigns.read')
  const campaign = await findCampaign(viewer, (await params).number)
  if (!campaign) notFound()
  const [t, shell, locale, districts, inspectors, brought, rates, cover, inspections, conflicts] = await Promise.all([
    getTranslations('campaigns'),
    getTranslations('shell'),
    getLocale(),
    campaignDistricts(viewer, campaign),
    listInspectors(campaign.stationId),
    campaignYield(viewer, campaign),
    hitRates(viewer, { campaignNumber: campaign.number }),
    districtCover(viewer, campaign.stationId),
    campaignInspections(viewer, campaign),
    campaignConflicts(viewer, campaign),
  ])
  const mayPlan = mayDo(viewer.role, 'campaigns.plan')
  const mayPrepare = mayDo(viewer.role, 'work-orders.prepare')
  const active = campaign.state === 'planned' || campaign.state === 'running'
  return (
    <ClientMessages namespaces={['campaigns', 'inspections', 'workOrders']}>
      <PageHeader
        title={
          <span className="flex flex-wrap items-center gap-2">
            {campaign.name} <CampaignState state={campaign.state} />
          </span>
        }
        description={t('detail.line', {
          number: campaign.number, kind: t(`form.kinds.${campaign.kind}`), from: formatDate(campaign.startsOn, locale), to: formatDate(campaign.endsOn, locale), by: campaign.createdByName,
          seed: campaign.seed === null ? 'none' : String(campaign.seed),
        })}
        crumbs={[{ label: t('title'), href: '/campaigns' }]}
        crumbsLabel={shell('breadcrumbs')}
        actions={mayPlan && <CampaignSteps number={campaign.number} version={campaign.version} steps={stepsFrom(campaign.state)} open={campaign.tasks - campaign.done} />}
      />
      {campaign.note !== '' && <p className="mb-4 max-w-3xl whitespace-pre-wrap">{campaign.note}</p>}
      <CampaignResults campaign={campaign} brought={brought} controls={cover.filter(({ firstInspectedOn }) => firstInspectedOn === null).length} />
      {conflicts.length > 0 && <ConflictList conflicts={conflicts} mayResolve={mayPlan || mayPrepare} />}
      <FindingList inspections={inspections} mayPrepare={mayPrepare} />
      <CampaignDistricts number={campaign.number} districts={districts} inspectors={inspectors} assignable={mayPlan && active} />
      <HitRatesCard rates={rates} title={t('rates.title')} />
    </ClientMessages>
  )
}
