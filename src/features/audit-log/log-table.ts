import type { OutSheet } from '@/server/files/write-table'
import type { LogEntry } from './log-queries'

const json = (value: unknown): string => (value === null ? '' : JSON.stringify(value))

/** The log as a table to take away; instants in UTC, as the log keeps them. @param words what a code means */
export const logTable = (entries: readonly LogEntry[], words: (code: string) => string): OutSheet => ({
  name: 'audit-log',
  head: ['at', 'station', 'seq', 'id', 'actor', 'action', 'what', 'subject', 'key', 'before', 'after', 'reason', 'request', 'address'],
  widths: [26, 10, 8, 10, 14, 26, 26, 16, 24, 40, 40, 30, 38, 16],
  rows: entries.map((entry) => [
    entry.at.toISOString(), entry.stationCode ?? '', String(entry.seq ?? ''), String(entry.id), entry.actorName, entry.action, words(entry.action), entry.subject, entry.subjectKey,
    json(entry.before), json(entry.after), entry.reason ?? '', entry.requestId ?? '', entry.ipAddress ?? '',
  ]),
})
