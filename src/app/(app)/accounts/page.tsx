import { getTranslations } from 'next-intl/server'
import { AccountSearch } from '@/features/accounts/components/account-search'
import { AccountTable } from '@/features/accounts/components/account-table'
import { listStations } from '@/features/accounts/queries'
import { COUNT_CAP, countAccounts, searchAccounts } from '@/features/accounts/search-queries'
import { listCategories } from '@/features/tariffs/queries'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { EmptyState } from '@/ui/empty-state'
import { formatCount } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { ListKeys } from '@/ui/list-keys'
import { PageHeader } from '@/ui/page-header'
import { single, withParams } from '@/ui/url'

interface AccountsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata() {
  const t = await getTranslations('accounts')
  return { title: t('title') }
}

export default async function AccountsPage({ searchParams }: AccountsPageProps) {
  const viewer = await requireViewer('accounts.read')
  const params = await searchParams
  const values = { q: (single(params['q']) ?? '').slice(0, 60), station: single(params['station']) ?? '', category: single(params['category']) ?? '' }
  const after = single(params['after'])
  const [t, common, stations, categories] = await Promise.all([getTranslations('accounts'), getTranslations('common'), listStations(viewer), listCategories()])
  const filter = {
    text: values.q,
    stationId: stations.find(({ code }) => code === values.station)?.id,
    categoryId: categories.find(({ code }) => code === values.category)?.id,
  }
  const [page, count] = await Promise.all([searchAccounts(viewer, filter, after), countAccounts(viewer, filter)])
  return (
    <>
      <ListKeys />
      <PageHeader title={t('title')} description={t('description')} />
      <Card className="mb-4 pt-3">
        <AccountSearch values={values} stations={stations} categories={categories} />
      </Card>
      <Card
        flush
        title={<span role="status">{count > COUNT_CAP ? t('countCapped', { count: formatCount(COUNT_CAP) }) : t('count', { count: formatCount(count) })}</span>}
        actions={<span className="text-muted hidden text-sm lg:inline">{t('search.hint')}</span>}
      >
        {page.rows.length === 0 ? (
          <EmptyState title={t('empty.title')}>
            <p>{t('empty.body')}</p>
          </EmptyState>
        ) : (
          <AccountTable rows={page.rows} />
        )}
        <div className="flex gap-2 p-3">
          {after !== undefined && <LinkButton href={withParams('/accounts', values)}>{common('first')}</LinkButton>}
          {page.next !== null && <LinkButton href={withParams('/accounts', { ...values, after: page.next })}>{common('next')}</LinkButton>}
        </div>
      </Card>
    </>
  )
}
