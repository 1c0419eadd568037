import { getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { AccountSearch } from '@/features/accounts/components/account-search'
import { AccountTable } from '@/features/accounts/components/account-table'
import { askedList, listAddress } from '@/features/accounts/list-queries'
import { listStations } from '@/features/accounts/queries'
import { COUNT_CAP, countAccounts, searchAccounts } from '@/features/accounts/search-queries'
import { BULK_FORM, BulkBar } from '@/features/register-changes/components/bulk-bar'
import { ExportLinks } from '@/features/register-changes/components/export-links'
import { matchingCount } from '@/features/register-changes/selection-queries'
import { SavedViews } from '@/features/saved-views/components/saved-views'
import { listCategories } from '@/features/tariffs/queries'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { DenseList, readDensity } from '@/ui/dense-list'
import { DensitySwitch } from '@/ui/density-switch'
import { EmptyState } from '@/ui/empty-state'
import { formatCount } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { ListKeys } from '@/ui/list-keys'
import { PageHeader } from '@/ui/page-header'
import { single } from '@/ui/url'

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
  const after = single(params['after'])
  const [t, common, changes, asked, stations, categories, density] = await Promise.all([
    getTranslations('accounts'), getTranslations('common'), getTranslations('registerChanges'), askedList(viewer, params), listStations(viewer), listCategories(), readDensity(),
  ])
  const { values, filter, sort } = asked
  const mayChange = mayDo(viewer.role, 'register.change')
  const [page, count, matching] = await Promise.all([searchAccounts(viewer, filter, after, sort), countAccounts(viewer, filter), mayChange ? matchingCount(viewer, filter) : 0])
  const counted = count > COUNT_CAP ? t('countCapped', { count: formatCount(COUNT_CAP) }) : t('count', { count: formatCount(count) })
  return (
    <>
      <ListKeys />
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          <>
            {mayChange && <LinkButton href="/accounts/round-trip">{changes('roundTrip.title')}</LinkButton>}
            <LinkButton href="/accounts/changes">{changes('title')}</LinkButton>
          </>
        }
      />
      <Card className="mb-4 pt-3">
        <AccountSearch values={values} stations={stations} categories={categories} />
        <div className="mt-3 flex flex-wrap items-center justify-between gap-3">
          <SavedViews viewer={viewer} list="/accounts" query={listAddress(values).replace(/^[^?]*\??/, '')} />
          <span className="text-muted hidden text-sm lg:inline">{t('search.hint')}</span>
        </div>
      </Card>
      <Card
        flush
        title={
          <span role="status">
            {counted}
            {asked.district !== null && <span className="text-muted"> · {asked.district}</span>}
          </span>
        }
        actions={
          <div className="no-print flex flex-wrap items-center gap-3">
            <ClientMessages namespaces={['lists']}>
              <DensitySwitch density={density} />
            </ClientMessages>
            <ExportLinks values={values} />
          </div>
        }
      >
        {mayChange && page.rows.length > 0 && <BulkBar values={values} matching={matching} />}
        {page.rows.length === 0 ? (
          <EmptyState title={t('empty.title')}>
            <p>{t('empty.body')}</p>
          </EmptyState>
        ) : (
          <DenseList>
            <AccountTable rows={page.rows} sort={{ now: sort, href: (next) => listAddress(values, { sort: next === 'number' ? '' : next }) }} {...(mayChange ? { form: BULK_FORM } : {})} />
          </DenseList>
        )}
        <div className="flex gap-2 p-3">
          {after !== undefined && <LinkButton href={listAddress(values)}>{common('first')}</LinkButton>}
          {page.next !== null && <LinkButton href={listAddress(values, { after: page.next })}>{common('next')}</LinkButton>}
        </div>
      </Card>
    </>
  )
}
