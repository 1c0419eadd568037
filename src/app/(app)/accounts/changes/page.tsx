import { getTranslations } from 'next-intl/server'
import { ChangeTable } from '@/features/register-changes/components/change-table'
import { listChanges } from '@/features/register-changes/queries'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { EmptyState } from '@/ui/empty-state'
import { LinkButton } from '@/ui/link-button'
import { ListKeys } from '@/ui/list-keys'
import { PageHeader } from '@/ui/page-header'
import { single, withParams } from '@/ui/url'

interface ChangesPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata() {
  const t = await getTranslations('registerChanges')
  return { title: t('title') }
}

export default async function ChangesPage({ searchParams }: ChangesPageProps) {
  const viewer = await requireViewer('accounts.read')
  const before = single((await searchParams)['before'])
  const from = before !== undefined && /^\d{1,18}$/.test(before) ? BigInt(before) : undefined
  const [t, common, accounts, shell, { rows, next }] = await Promise.all([
    getTranslations('registerChanges'), getTranslations('common'), getTranslations('accounts'), getTranslations('shell'), listChanges(viewer, { before: from }),
  ])
  return (
    <>
      <ListKeys />
      <PageHeader title={t('title')} description={t('description')} crumbs={[{ label: accounts('title'), href: '/accounts' }]} crumbsLabel={shell('breadcrumbs')} />
      <Card flush>
        {rows.length === 0 ? (
          <EmptyState title={t('none')}>
            <p>{t('noneBody')}</p>
          </EmptyState>
        ) : (
          <ChangeTable rows={rows} />
        )}
        {(from !== undefined || next !== null) && (
          <div className="flex gap-2 p-3">
            {from !== undefined && <LinkButton href="/accounts/changes">{common('first')}</LinkButton>}
            {next !== null && <LinkButton href={withParams('/accounts/changes', { before: next })}>{common('next')}</LinkButton>}
          </div>
        )}
      </Card>
    </>
  )
}
