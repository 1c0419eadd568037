import { getTranslations } from 'next-intl/server'
import { addDays } from '@/domain/plain-date'
import { listDistricts, listStations } from '@/features/accounts/queries'
import { CampaignForm } from '@/features/campaigns/components/campaign-form'
import { dayInChina, now } from '@/server/clock'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { EmptyState } from '@/ui/empty-state'
import { PageHeader } from '@/ui/page-header'

interface NewCampaignPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata() {
  const t = await getTranslations('campaigns')
  return { title: t('new') }
}

const USUAL_SIZE = 50
const USUAL_DAYS = 30
const STATIONS_SHOWN = 200

export default async function NewCampaignPage({ searchParams }: NewCampaignPageProps) {
  const viewer = await requireViewer('campaigns.plan')
  const params = await searchParams
  const accountNos = [params['account'] ?? []].flat()
  const [t, shell, stations] = await Promise.all([getTranslations('campaigns'), getTranslations('shell'), listStations(viewer)])
  const withDistricts = await Promise.all(stations.slice(0, STATIONS_SHOWN).map(async ({ id, code, name }) => ({ code, name, districts: await listDistricts(viewer, id) })))
  const today = dayInChina(now())
  const stationCode = withDistricts.find(({ code }) => accountNos[0]?.startsWith(code))?.code ?? withDistricts[0]?.code
  return (
    <>
      <PageHeader title={t('new')} crumbs={[{ label: t('title'), href: '/campaigns' }]} crumbsLabel={shell('breadcrumbs')} />
      {stationCode === undefined ? (
        <EmptyState title={t('noStation')} />
      ) : (
        <ClientMessages namespaces={['campaigns']}>
          <Card className="pt-4">
            <CampaignForm
              stations={withDistricts.map(({ code, name, districts }) => ({ code, name, districts: districts.map(({ code: district, name: label }) => ({ code: district, name: label })) }))}
              initial={{
                stationCode, name: '', kind: 'suspects', districtCodes: [], accountNos, first: USUAL_SIZE, seed: Number(today.replaceAll('-', '')),
                startsOn: today, endsOn: addDays(today, USUAL_DAYS), visitCostYuan: '30.00', note: '',
              }}
            />
          </Card>
        </ClientMessages>
      )}
    </>
  )
}
