import { getLocale, getTranslations } from 'next-intl/server'
import type { RecordedRun } from '@/features/backups/queries'
import { Badge } from '@/ui/badge'
import { ColumnTable, type Column } from '@/ui/column-table'
import { formatBytes, formatCount, formatInstant } from '@/ui/format'

const KINDS = ['backup', 'proof', 'restore'] as const

/** The last attempts at backups and proofs, with why one failed. */
export async function BackupRuns({ runs }: { runs: readonly RecordedRun[] }) {
  const [t, locale] = await Promise.all([getTranslations('serverCheck'), getLocale()])
  const columns: Column<RecordedRun>[] = [
    { head: t('runColumns.at'), cell: ({ finishedAt }) => <time dateTime={finishedAt.toISOString()}>{formatInstant(finishedAt, locale)}</time> },
    { head: t('runColumns.kind'), cell: ({ kind }) => t(`runKinds.${KINDS.find((one) => one === kind) ?? 'backup'}`) },
    {
      head: t('runColumns.outcome'),
      cell: ({ outcome, failure }) => (
        <>
          <Badge tone={outcome === 'done' ? 'good' : 'bad'}>{t(`outcome.${outcome === 'done' ? 'done' : 'failed'}`)}</Badge>
          {failure !== null && <span className="text-bad mt-1 block max-w-md font-mono text-sm break-all whitespace-pre-wrap">{failure}</span>}
        </>
      ),
    },
    {
      head: t('runColumns.archive'),
      cell: ({ archive, yearly }) => (
        <span className="tabular">
          {archive} {yearly && <Badge>{t('yearly')}</Badge>}
        </span>
      ),
    },
    { head: t('runColumns.rows'), numeric: true, cell: ({ rowCount }) => (rowCount === null ? '—' : formatCount(rowCount)) },
    { head: t('runColumns.files'), numeric: true, cell: ({ fileCount }) => (fileCount === null ? '—' : formatCount(fileCount)) },
    { head: t('runColumns.size'), numeric: true, cell: ({ bytes }) => (bytes === null ? '—' : formatBytes(Number(bytes))) },
  ]
  return <ColumnTable stacks caption={t('runs')} columns={columns} rows={runs} keyOf={({ id }) => String(id)} />
}
