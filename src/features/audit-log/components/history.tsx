import { getLocale, getTranslations } from 'next-intl/server'
import { formatInstant } from '@/ui/format'
import { actionWords } from '../action-words'
import type { HistoryEntry } from '../queries'

/** What happened, newest first: who, when, why. */
export async function History({ entries }: { entries: readonly HistoryEntry[] }) {
  const [t, detail, locale, words] = await Promise.all([getTranslations('accounts.history'), getTranslations('accounts.detail'), getLocale(), actionWords()])
  if (entries.length === 0) return <p className="text-muted">{detail('noHistory')}</p>
  const text = ({ action, after }: HistoryEntry) => {
    const key = action.replace('.', '_') as 'work-order_created'
    return t.has(key) ? t(key, { order: orderIn(after) }) : words(action)
  }
  return (
    <ol className="border-line grid gap-3 border-l-2 pl-4">
      {entries.map((entry) => (
        <li key={String(entry.id)}>
          <p className="font-medium">{text(entry)}</p>
          <p className="text-muted text-sm">
            {entry.actorName} · <time dateTime={entry.at.toISOString()}>{formatInstant(entry.at, locale)}</time>
          </p>
          {entry.reason !== null && <p className="mt-0.5">{entry.reason}</p>}
        </li>
      ))}
    </ol>
  )
}

const orderIn = (after: unknown): string =>
  typeof after === 'object' && after !== null && 'order' in after && typeof after.order === 'string' ? after.order : ''
