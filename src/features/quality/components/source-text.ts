import type { SheetSource } from '@/domain/quality/tool-sheet'
import { formatInstant, type FormatLocale } from '@/ui/format'

type Words = (key: 'booksNote' | 'typedNote' | 'noSource' | 'queries.price-by-district', values?: Record<string, string>) => string

/** Where a tool's figures come from, in words. */
export function sourceText(source: SheetSource, t: Words, locale: FormatLocale): string {
  if (source.kind === 'typed') return source.note.trim() === '' ? t('noSource') : t('typedNote', { note: source.note })
  return t('booksNote', { query: t(`queries.${source.query}` as 'queries.price-by-district'), scope: source.scope, at: formatInstant(new Date(source.takenAt), locale) })
}
