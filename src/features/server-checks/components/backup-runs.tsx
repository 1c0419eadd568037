import { getLocale, getTranslations } from 'next-intl/server'
import type { RecordedRun } from '@/features/backups/queries'
import { Badge } from '@/ui/badge'
import { formatBytes, formatCount, formatInstant } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'

const KINDS = ['backup', 'proof', 'restore'] as const

/** The last attempts at backups and proofs, with why one failed. */
export async function BackupRuns({ runs }: { runs: readonly RecordedRun[] }) {
  const [t, locale] = await Promise.all([getTranslations('serverCheck'), getLocale()])
  return (
    <Table caption={t('runs')}>
      <thead>
        <tr>
          <Th>{t('runColumns.at')}</Th>
          <Th>{t('runColumns.kind')}</Th>
          <Th>{t('runColumns.outcome')}</Th>
          <Th>{t('runColumns.archive')}</Th>
          <Th numeric>{t('runColumns.rows')}</Th>
          <Th numeric>{t('runColumns.files')}</Th>
          <Th numeric>{t('runColumns.size')}</Th>
        </tr>
      </thead>
      <tbody>
        {runs.map(({ id, kind, outcome, finishedAt, archive, rowCount, fileCount, bytes, yearly, failure }) => (
          <tr key={String(id)}>
            <Td className="whitespace-nowrap">
              <time dateTime={finishedAt.toISOString()}>{formatInstant(finishedAt, locale)}</time>
            </Td>
            <Td>{t(`runKinds.${KINDS.find((one) => one === kind) ?? 'backup'}`)}</Td>
            <Td>
              <Badge tone={outcome === 'done' ? 'good' : 'bad'}>{t(`outcome.${outcome === 'done' ? 'done' : 'failed'}`)}</Badge>
              {failure !== null && <span className="text-bad mt-1 block max-w-md font-mono text-sm break-words whitespace-pre-wrap">{failure}</span>}
            </Td>
            <Td className="tabular">
              {archive} {yearly && <Badge>{t('yearly')}</Badge>}
            </Td>
            <Td numeric>{rowCount === null ? '—' : formatCount(rowCount)}</Td>
            <Td numeric>{fileCount === null ? '—' : formatCount(fileCount)}</Td>
            <Td numeric>{bytes === null ? '—' : formatBytes(Number(bytes))}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
