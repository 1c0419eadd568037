'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { lazy, Suspense } from 'react'
import { sameFigures } from '@/domain/quality/books-figures'
import { TOOL_SPECS, type Row, type SheetContent, type SheetSource } from '@/domain/quality/tool-sheet'
import type { PlainDate } from '@/domain/plain-date'
import type { ToolKind } from '@/domain/quality/vocabulary'
import { BOOKS_QUERIES, BOOKS_QUERY_NAMES } from '@/features/quality-metrics/schemas'
import { useDraft } from '@/features/work-orders/components/use-draft'
import { ActionNotice } from '@/ui/action-notice'
import { Badge, Notice } from '@/ui/badge'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { saveSheetAction } from '../actions'
import { hasIds, keyOf, nextId, shownRows, type ToolLinks } from './sheet-rows-view'
import { BooksFetch } from './books-fetch'
import { CauseOutline } from './cause-outline'
import { SheetSettings } from './sheet-settings'
import { SheetTable } from './sheet-table'
import { sourceText } from './source-text'

/** Drawn with the libraries of statistics, which come after the page. */
const SheetPicture = lazy(() => import('./sheet-picture').then(({ SheetPicture: picture }) => ({ default: picture })))

export interface EditedSheet {
  id: string
  kind: ToolKind
  title: string
  content: SheetContent
  version: number
}

interface SheetEditorProps {
  project: string
  sheet: EditedSheet
  links: ToolLinks
  editable: boolean
  /** The last revision in words. */
  revision: string
  afterGate: boolean
  months: { from: string; to: string }
  today: PlainDate
}

/** A tool: its picture, what its figures come to, and its rows, edited in place. Nothing typed is lost by a reload. */
export function SheetEditor({ project, sheet, links, editable, revision, afterGate, months, today }: SheetEditorProps) {
  const t = useTranslations('qualityTools')
  const locale = useLocale()
  const draft = useDraft(`sheet-${project}-${sheet.id}-${sheet.version}`, { title: sheet.title, content: sheet.content })
  const { title, content } = draft.values
  const save = useAction(saveSheetAction, { onSuccess: draft.clear })
  const dirty = title !== sheet.title || JSON.stringify(content) !== JSON.stringify(sheet.content)
  const { kind } = sheet
  const rows = shownRows(kind, content, links)
  // Figures of the books that a person changes are that person's.
  const sourceOf = (next: readonly Row[]): SheetSource => (content.source.kind === 'typed' || sameFigures(content.rows, next) ? content.source : { kind: 'typed', note: t('changedBooks', { source: sourceText(content.source, t, locale) }) })
  const setRows = (next: readonly Row[]) => draft.change({ content: { ...content, rows: [...next], source: sourceOf(next) } })
  const addRow = () => setRows([...rows, hasIds(kind) ? { id: nextId(kind, rows) } : {}])
  const send = (removed: boolean) => save.execute({ project, id: sheet.id, version: sheet.version, title, content, removed })
  const queries = BOOKS_QUERY_NAMES.filter((query) => BOOKS_QUERIES[query] === kind)
  const figures = !['notes', 'causes', 'countermeasures', 'standards', 'plan'].includes(kind)
  return (
    <Card id={`tool-${sheet.id}`} className="grid gap-1" title={<>{title} <span className="text-muted text-sm font-normal">{t(`kinds.${kind}`)}</span></>} actions={afterGate ? <Badge tone="warn">{t('afterGate')}</Badge> : undefined}>
      <div className="grid gap-3">
        {draft.restored && dirty && <Notice tone="accent">{t('restored')}</Notice>}
        <Suspense>
          <SheetPicture kind={kind} title={title} content={content} today={today} />
        </Suspense>
        {(editable || TOOL_SPECS[kind].settings.length > 0) && <SheetSettings kind={kind} title={title} content={content} editable={editable} figures={figures} onTitle={(next) => draft.change({ title: next })} onContent={(next) => draft.change({ content: next })} />}
        {kind === 'causes' ? (
          <CauseOutline content={content} editable={editable} ready={draft.ready} onChange={setRows} />
        ) : (
          <SheetTable kind={kind} title={title} rows={rows} links={links} editable={editable} ready={draft.ready} change={(place, cells) => setRows(rows.map((row, at) => (at === place ? cells : row)))} remove={(place) => setRows(rows.filter((_, at) => at !== place))} />
        )}
        {editable && (
          <div className="no-print grid gap-3">
            {queries.length > 0 && <BooksFetch project={project} queries={queries} months={months} take={(next) => draft.change({ content: { ...next, settings: { ...content.settings, ...next.settings } } })} />}
            <ActionNotice error={save.result.serverError} />
            <div className="flex flex-wrap items-center gap-2">
              {kind !== 'causes' && keyOf(kind, links) === null && <Button onClick={addRow}>{t('addRow')}</Button>}
              <Button variant="primary" disabled={!dirty || !draft.ready} pending={save.isPending} onClick={() => send(false)}>
                {t('save')}
              </Button>
              {dirty && (
                <>
                  <Button variant="ghost" onClick={() => { draft.clear(); draft.change({ title: sheet.title, content: sheet.content }) }}>{t('discard')}</Button>
                  <span className="text-warn text-sm">{t('unsaved')}</span>
                </>
              )}
              {kind !== 'plan' && <Button variant="ghost" className="ml-auto" onClick={() => window.confirm(t('removeSure')) && send(true)}>{t('remove')}</Button>}
            </div>
          </div>
        )}
        <p className="text-muted text-sm">{revision}</p>
      </div>
    </Card>
  )
}
