import { getLocale, getTranslations } from 'next-intl/server'
import { ColumnTable, type Column } from '@/ui/column-table'
import { formatInstant } from '@/ui/format'
import { actionWords } from '../action-words'
import type { LogEntry } from '../log-queries'

/** Who did what, when, from where, to what and why; what it was before and after folds out. */
export async function LogEntries({ entries }: { entries: readonly LogEntry[] }) {
  const [t, locale, words] = await Promise.all([getTranslations('auditLog'), getLocale(), actionWords()])
  const columns: Column<LogEntry>[] = [
    { head: t('columns.at'), cell: ({ at }) => <time dateTime={at.toISOString()}>{formatInstant(at, locale)}</time> },
    {
      head: t('columns.actor'),
      cell: ({ actorName, ipAddress }) => (
        <>
          {actorName}
          {ipAddress !== null && <span className="text-muted block text-sm">{ipAddress}</span>}
        </>
      ),
    },
    {
      head: t('columns.action'),
      cell: ({ action }) => (
        <div className="whitespace-normal">
          {words(action)}
          <code className="text-muted block text-xs">{action}</code>
        </div>
      ),
    },
    {
      head: t('columns.key'),
      cell: (entry) => (
        <>
          <span className="tabular">{entry.subjectKey}</span>
          <Details entry={entry} summary={t('details')} labels={{ before: t('before'), after: t('after'), request: t('request') }} />
        </>
      ),
    },
    { head: t('columns.reason'), cell: ({ reason }) => <span className="whitespace-normal">{reason}</span> },
    { head: t('columns.link'), numeric: true, cell: ({ seq, stationCode }) => (seq === null ? '—' : `${stationCode ?? '0'} · ${seq}`) },
  ]
  return <ColumnTable stacks caption={t('title')} columns={columns} rows={entries} keyOf={({ stationId, id }) => `${stationId}-${id}`} />
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
    <details className="text-sm whitespace-normal">
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
