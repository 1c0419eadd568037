import Link from 'next/link'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { getLocale, getTranslations } from 'next-intl/server'
import { maskAddress, maskName } from '@/domain/identity/masking'
import { mayDo } from '@/domain/identity/permissions'
import { AssignmentTable } from '@/features/accounts/components/assignment-table'
import { Personal, PersonalDataView } from '@/features/accounts/components/personal-data'
import { ShowInFullButton } from '@/features/accounts/components/show-in-full'
import { accountAssignments, findAccount, sameNumberElsewhere } from '@/features/accounts/queries'
import { History } from '@/features/audit-log/components/history'
import { historyOf } from '@/features/audit-log/queries'
import { accountBills } from '@/features/bills/account-bills'
import { AccountBillsTable } from '@/features/bills/components/account-bills-table'
import { BillWorking } from '@/features/bills/components/bill-working'
import { AccountMoves } from '@/features/register-changes/components/account-moves'
import { BillsElsewhere } from '@/features/register-changes/components/bills-elsewhere'
import { AccountOrders } from '@/features/work-orders/components/account-orders'
import { requireViewer } from '@/server/session'
import { Badge } from '@/ui/badge'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { DescriptionList } from '@/ui/description-list'
import { formatDate } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { PageHeader } from '@/ui/page-header'
import { single } from '@/ui/url'

interface AccountPageProps {
  params: Promise<{ accountNo: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: AccountPageProps) {
  return { title: (await params).accountNo }
}

export default async function AccountPage({ params, searchParams }: AccountPageProps) {
  const viewer = await requireViewer('accounts.read')
  const asked = await searchParams
  const account = await findAccount(viewer, decodeURIComponent((await params).accountNo), single(asked['station'])?.replaceAll('\u0000', ''))
  if (!account) notFound()
  const [t, shell, changes, locale, assignments, bills, history, elsewhere] = await Promise.all([
    getTranslations('accounts'),
    getTranslations('shell'),
    getTranslations('registerChanges'),
    getLocale(),
    accountAssignments(viewer, account),
    accountBills(viewer, account),
    historyOf(viewer, account.stationId, 'account', account.accountNo),
    sameNumberElsewhere(viewer, account),
  ])
  const chosen = single(asked['bill'])
  const bill = bills.find(({ month }) => month === chosen)
  const facts = [
    { term: t('detail.accountNo'), detail: <span className="tabular">{account.accountNo}</span> },
    { term: t('detail.address'), detail: <Personal accountNo={account.accountNo} field="address" masked={maskAddress(account.address)} /> },
    { term: t('detail.meterNo'), detail: account.meterNo },
    { term: t('detail.station'), detail: <PlaceLink href={`/stations/${account.station.code}`}>{account.station.name}</PlaceLink> },
    { term: t('detail.district'), detail: <PlaceLink href={`/stations/${account.station.code}/${encodeURIComponent(account.district.code)}`}>{account.district.name}</PlaceLink> },
    { term: t('detail.openedOn'), detail: formatDate(account.openedOn, locale) },
    { term: t('detail.status'), detail: account.closedOn ? <Badge>{t('closedOn', { date: formatDate(account.closedOn, locale) })}</Badge> : <Badge tone="good">{t('detail.open')}</Badge> },
  ]
  return (
    <PersonalDataView>
      <PageHeader
        title={<Personal accountNo={account.accountNo} field="name" masked={maskName(account.name)} />}
        description={account.accountNo}
        crumbs={[{ label: t('title'), href: '/accounts' }]}
        crumbsLabel={shell('breadcrumbs')}
        actions={
          <>
            <ClientMessages namespaces={['personalData']}>
              <ShowInFullButton accounts={[{ accountNo: account.accountNo, station: account.station.code }]} />
            </ClientMessages>
            {mayDo(viewer.role, 'register.change') && account.closedOn === null && <LinkButton href={`/accounts/${account.accountNo}/move`}>{changes('move.title')}</LinkButton>}
            {mayDo(viewer.role, 'work-orders.prepare') && (
              <LinkButton variant="primary" href={`/work-orders/new?account=${account.accountNo}`}>
                {t('detail.correct')}
              </LinkButton>
            )}
          </>
        }
      />
      <div className="mb-4 grid gap-4 lg:grid-cols-2">
        <Card title={t('detail.master')}>
          <DescriptionList items={facts} />
        </Card>
        <Card title={t('detail.assignments')} flush>
          <AssignmentTable assignments={assignments} />
        </Card>
      </div>
      {bill && <BillWorking account={account} bill={bill} assignments={assignments} />}
      <Card title={t('detail.bills')} flush className="mb-4">
        <AccountBillsTable account={account} bills={bills} station={account.closedOn === null ? null : account.station.code} />
      </Card>
      <BillsElsewhere viewer={viewer} elsewhere={elsewhere} />
      <AccountMoves viewer={viewer} account={account} elsewhere={elsewhere} />
      <AccountOrders viewer={viewer} account={account} />
      <Card title={t('detail.history')}>
        <History entries={history} />
      </Card>
    </PersonalDataView>
  )
}

const PlaceLink = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link href={href} className="text-accent underline underline-offset-2">
    {children}
  </Link>
)
