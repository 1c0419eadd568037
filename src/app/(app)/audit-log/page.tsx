import { getTranslations } from 'next-intl/server'
import { listStations } from '@/features/accounts/queries'
import { brokenLinks, chainHeads } from '@/features/audit-log/chain-queries'
import { ChainState } from '@/features/audit-log/components/chain-state'
import { LogEntries } from '@/features/audit-log/components/log-entries'
import { LogFilters } from '@/features/audit-log/components/log-filters'
import { unrecordedFacts } from '@/features/audit-log/completeness-queries'
import { loggedActions, readLog } from '@/features/audit-log/log-queries'
import { logFilterSchema } from '@/features/audit-log/schemas'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { EmptyState } from '@/ui/empty-state'
import { LinkButton } from '@/ui/link-button'
import { ListKeys } from '@/ui/list-keys'
import { PageHeader } from '@/ui/page-header'
import { single, withParams } from '@/ui/url'

interface AuditLogPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const PAGE_SIZE = 100

export async function generateMetadata() {
  const t = await getTranslations('auditLog')
  return { title: t('title') }
}

export default async function AuditLogPage({ searchParams }: AuditLogPageProps) {
  const viewer = await requireViewer('audit-log.read')
  const params = await searchParams
  const filter = logFilterSchema.parse(Object.fromEntries(Object.entries(params).map(([name, value]) => [name, single(value)])))
  const [after, check] = [single(params['after']), single(params['check']) === '1']
  const before = after !== undefined && /^\d{1,18}$/.test(after) ? BigInt(after) : undefined
  const [t, common, stations, actions, rows] = await Promise.all([
    getTranslations('auditLog'), getTranslations('common'), listStations(viewer), loggedActions(viewer), readLog(viewer, filter, PAGE_SIZE + 1, before),
  ])
  const entries = rows.slice(0, PAGE_SIZE)
  const last = rows.length > PAGE_SIZE ? entries.at(-1) : undefined
  return (
    <>
      <ListKeys />
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          <>
            <LinkButton href={withParams('/audit-log', { ...filter, check: 1 })}>{t('check')}</LinkButton>
            <LinkButton href={withParams('/audit-log/export', { ...filter, as: 'xlsx' })} prefetch={false}>{t('export', { kind: 'Excel' })}</LinkButton>
            <LinkButton href={withParams('/audit-log/export', { ...filter, as: 'csv' })} prefetch={false}>{t('export', { kind: 'CSV' })}</LinkButton>
          </>
        }
      />
      <LogFilters filter={filter} stations={stations} actions={actions} />
      {check && (
        <Card title={t('chain.title')} className="mb-4">
          <CheckedChain stations={stations} />
        </Card>
      )}
      <Card flush>
        {entries.length === 0 ? <EmptyState title={t('empty')} /> : <LogEntries entries={entries} />}
        {(before !== undefined || last) && (
          <div className="flex gap-2 p-3">
            {before !== undefined && <LinkButton href={withParams('/audit-log', filter)}>{common('first')}</LinkButton>}
            {last && <LinkButton href={withParams('/audit-log', { ...filter, after: String(last.id) })}>{common('next')}</LinkButton>}
          </div>
        )}
      </Card>
    </>
  )
}

async function CheckedChain({ stations }: { stations: readonly { id: number; code: string }[] }) {
  const [broken, unrecorded, heads] = await Promise.all([brokenLinks(null), unrecordedFacts(), chainHeads()])
  const codeOf = (id: number) => stations.find((station) => station.id === id)?.code ?? String(id)
  return <ChainState links={heads.reduce((sum, { seq }) => sum + seq, 0n)} broken={broken.map((link) => ({ ...link, stationCode: codeOf(link.stationId) }))} unrecorded={unrecorded} />
}
