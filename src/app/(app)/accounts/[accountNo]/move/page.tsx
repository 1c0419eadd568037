import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { maskName } from '@/domain/identity/masking'
import { findAccount, listDistricts, listStations } from '@/features/accounts/queries'
import { MoveForm } from '@/features/register-changes/components/move-form'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { PageHeader } from '@/ui/page-header'
import { single } from '@/ui/url'

interface MovePageProps {
  params: Promise<{ accountNo: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata() {
  const t = await getTranslations('registerChanges')
  return { title: t('move.title') }
}

export default async function MovePage({ params, searchParams }: MovePageProps) {
  const viewer = await requireViewer('register.change')
  const account = await findAccount(viewer, decodeURIComponent((await params).accountNo))
  if (!account || account.closedOn !== null) notFound()
  const [t, accounts, shell, stations] = await Promise.all([getTranslations('registerChanges'), getTranslations('accounts'), getTranslations('shell'), listStations(viewer)])
  const asked = single((await searchParams)['station'])
  const station = stations.find(({ code }) => code === asked) ?? account.station
  const districts = await listDistricts(viewer, station.id)
  return (
    <>
      <PageHeader
        title={t('move.titleOf', { name: maskName(account.name) })}
        description={t('move.now', { station: account.station.name, district: account.district.name, code: account.district.code })}
        crumbs={[{ label: accounts('title'), href: '/accounts' }, { label: account.accountNo, href: `/accounts/${account.accountNo}` }]}
        crumbsLabel={shell('breadcrumbs')}
      />
      <Card title={t('move.where')}>
        <ClientMessages namespaces={['registerChanges']}>
          <MoveForm
            accountNo={account.accountNo}
            from={account.station.code}
            stations={stations.map(({ code, name }) => ({ code, name }))}
            station={station.code}
            districts={districts.map(({ code, name }) => ({ code, name }))}
          />
        </ClientMessages>
      </Card>
    </>
  )
}
