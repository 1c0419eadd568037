import { getLocale, getTranslations } from 'next-intl/server'
import { formatInstant } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import { actionWords } from '../action-words'
import type { LogEntry } from '../log-queries'

/** Who did what, when, from where, to what and why; what it was before and after folds out. */
export async function LogEntries({ entries }: { entries: readonly LogEntry[] }) {
  const [t, locale, words] = await Promise.all([getTranslations('auditLog'), getLocale(), actionWords()])
  return (
    <Table caption={t('title')}>
      <thead>
        <tr>
          <Th>{t('columns.at')}</Th>
          <Th>{t('columns.actor')}</Th>
          <Th>{t('columns.action')}</Th>
          <Th>{t('columns.key')}</Th>
          <Th>{t('columns.reason')}</Th>
          <Th numeric>{t('columns.link')}</Th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={`${entry.stationId}-${entry.id}`} className="hover:bg-raised">
            <Td className="whitespace-nowrap">
              <time dateTime={entry.at.toISOString()}>{formatInstant(entry.at, locale)}</time>
            </Td>
            <Td>
              {entry.actorName}
              {entry.ipAddress !== null && <span className="text-muted block text-sm">{entry.ipAddress}</span>}
            </Td>
            <Td>
              {words(entry.action)}
              <code className="text-muted block text-xs break-all">{entry.action}</code>
            </Td>
            <Td>
              <span className="tabular">{entry.subjectKey}</span>
              <Details entry={entry} summary={t('details')} labels={{ before: t('before'), after: t('after'), request: t('request') }} />
            </Td>
            <Td>{entry.reason}</Td>
            <Td numeric>{entry.seq === null ? '—' : `${entry.stationCode ?? '0'} · ${entry.seq}`}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

interface DetailsProps {
  entry: LogEntry
  summary: string
  labels: { before: string; after: string; request: string }
}

function Details({ entry: { before, after, requestId }, summary, labels }: DetailsProps) {
  if (before === null && after === null && requestId === null) return null
  const parts = [
    { label: labels.before, text: before === null ? null : JSON.stringify(before, null, 1) },
    { label: labels.after, text: after === null ? null : JSON.stringify(after, null, 1) },
    { label: labels.request, text: requestId },
  ]
  return (
    <details className="text-sm">
      <summary className="text-muted inline-block min-h-6 cursor-pointer">{summary}</summary>
      <dl className="grid gap-1">
        {parts.map(({ label, text }) => text !== null && (
          <div key={label}>
            <dt className="text-muted">{label}</dt>
            <dd className="max-w-md font-mono break-words whitespace-pre-wrap">{text}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
