'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import type { SheetContent } from '@/domain/quality/tool-sheet'
import type { BooksQuery } from '@/features/quality-metrics/schemas'
import { booksRowsAction } from '../actions'
import { Fold } from './fold'
import { PlainForm } from './plain-form'

interface BooksFetchProps {
  project: string
  queries: readonly BooksQuery[]
  months: { from: string; to: string }
  /** Takes what came; it is not saved yet. */
  take: (content: SheetContent) => void
}

/** Fills a tool from the books: which question, which months. */
export function BooksFetch({ project, queries, months, take }: BooksFetchProps) {
  const t = useTranslations('qualityTools')
  const fields = useTranslations('quality.fields')
  const [turn, setTurn] = useState(0)
  const { execute, result, isPending } = useAction(booksRowsAction, {
    onSuccess: ({ data }) => {
      take({ ...data, settings: named(data.settings, t), rows: data.rows.map((row) => named(row, t)) })
      setTurn(turn + 1)
    },
  })
  return (
    <Fold key={turn} title={t('fromBooks')}>
      <PlainForm
        fields={[
          { name: 'query', label: t('source'), type: 'select', options: queries.map((query) => ({ value: query, label: t(`queries.${query}`) })) },
          { name: 'from', label: fields('from'), type: 'month' },
          { name: 'to', label: fields('to'), type: 'month' },
        ]}
        wide initial={{ query: queries[0] ?? '', ...months }} submit={t('fetch')} schema={() => import('../schemas').then(({ booksRowsSchema }) => booksRowsSchema)}
        toInput={(values) => ({ ...values, project })} send={execute} pending={isPending} error={result.serverError}
      />
    </Fold>
  )
}

/** The cells that hold a code of the books. */
const NAMED: readonly string[] = ['item', 'xUnit']

/** The books' codes in the words of the screen. */
function named(row: Readonly<Record<string, string>>, t: ReturnType<typeof useTranslations<'qualityTools'>>): Readonly<Record<string, string>> {
  const inWords = (code: string): string => {
    const key = `items.${code}` as 'items.price'
    return /^[a-z_]+$/.test(code) && t.has(key) ? t(key) : code
  }
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, NAMED.includes(column) ? inWords(value) : value]))
}
