import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { listImports, type ListedImport } from '@/features/imports/queries'
import { requireViewer } from '@/server/session'
import { Badge } from '@/ui/badge'
import { Card } from '@/ui/card'
import { EmptyState } from '@/ui/empty-state'
import { formatCount, formatInstant } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { PageHeader } from '@/ui/page-header'
import { Table, Td, Th } from '@/ui/table'

const TONES = { uploaded: 'neutral', checked: 'warn', committed: 'good', discarded: 'neutral' } as const

export async function generateMetadata() {
  const t = await getTranslations('imports')
  return { title: t('title') }
}

export default async function ImportsPage() {
  const viewer = await requireViewer('imports.read')
  const [t, locale, imports] = await Promise.all([getTranslations('imports'), getLocale(), listImports(viewer)])
  const newButton = mayDo(viewer.role, 'imports.write') && (
    <LinkButton variant="primary" href="/imports/new">
      {t('new')}
    </LinkButton>
  )
  const resultText = ({ outcome, summary, state }: ListedImport) =>
    outcome ? t('outcome', outcome) : summary && state === 'checked' ? t('checkedRows', { rows: formatCount(summary.rows), ready: formatCount(summary.added + summary.changed) }) : '—'
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} actions={newButton} />
      <Card flush>
        {imports.length === 0 ? (
          <EmptyState title={t('empty.title')}>
            <p>{t('empty.body')}</p>
          </EmptyState>
        ) : (
          <Table caption={t('list')}>
            <thead>
              <tr>
                {(['file', 'kind', 'state', 'by', 'at', 'outcome'] as const).map((column) => (
                  <Th key={column}>{t(`columns.${column}`)}</Th>
                ))}
              </tr>
            </thead>
            <tbody>
              {imports.map((batch) => (
                <tr key={batch.id}>
                  <Td className="min-w-40 break-words">
                    <Link href={`/imports/${batch.id}`} className="text-accent hover:underline">
                      {batch.fileName}
                    </Link>
                  </Td>
                  <Td className="whitespace-nowrap">{t(`kinds.${batch.kind}`)}</Td>
                  <Td className="min-w-24 whitespace-nowrap">
                    <Badge tone={TONES[batch.state]}>{t(`states.${batch.state}`)}</Badge>
                  </Td>
                  <Td className="whitespace-nowrap">{batch.createdByName}</Td>
                  <Td className="whitespace-nowrap">{formatInstant(batch.createdAt, locale)}</Td>
                  <Td className="min-w-48">{resultText(batch)}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
    </>
  )
}
