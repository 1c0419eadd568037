import { getTranslations } from 'next-intl/server'
import { ChangeTable } from '@/features/register-changes/components/change-table'
import { ReturnList } from '@/features/register-changes/components/return-list'
import { listChanges } from '@/features/register-changes/queries'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { EmptyState } from '@/ui/empty-state'
import { LinkButton } from '@/ui/link-button'
import { PageHeader } from '@/ui/page-header'

export async function generateMetadata() {
  const t = await getTranslations('registerChanges')
  return { title: t('roundTrip.title') }
}

const STEPS = ['one', 'two', 'three'] as const

export default async function RoundTripPage() {
  const viewer = await requireViewer('register.change')
  const [t, accounts, shell, { rows }] = await Promise.all([getTranslations('registerChanges'), getTranslations('accounts'), getTranslations('shell'), listChanges(viewer, { kind: 'round-trip' })])
  return (
    <>
      <PageHeader title={t('roundTrip.title')} description={t('roundTrip.description')} crumbs={[{ label: accounts('title'), href: '/accounts' }]} crumbsLabel={shell('breadcrumbs')} />
      <div className="grid gap-4 lg:grid-cols-2">
        <Card title={t('roundTrip.how')}>
          <ol className="grid list-decimal gap-2 pl-5">
            {STEPS.map((step) => (
              <li key={step}>{t(`roundTrip.steps.${step}`)}</li>
            ))}
          </ol>
          <LinkButton href="/accounts" className="mt-3">
            {t('roundTrip.toList')}
          </LinkButton>
        </Card>
        <Card title={t('roundTrip.bringBack')}>
          <ClientMessages namespaces={['registerChanges']}>
            <ReturnList />
          </ClientMessages>
        </Card>
      </div>
      <Card flush title={t('roundTrip.earlier')} className="mt-4">
        {rows.length === 0 ? <EmptyState title={t('roundTrip.none')} /> : <ChangeTable rows={rows} />}
      </Card>
    </>
  )
}
