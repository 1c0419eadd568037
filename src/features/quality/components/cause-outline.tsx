'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { causeTree, type CauseNode } from '@/domain/quality/cause-tree'
import { cell, type Row, type SheetContent } from '@/domain/quality/tool-sheet'
import { Button } from '@/ui/button'
import { TextInput } from '@/ui/field'
import { moved, placed, removed, type OutlineMove } from '../outline'

interface CauseOutlineProps {
  content: SheetContent
  editable: boolean
  /** False until the page is alive: what is typed before would be lost. */
  ready: boolean
  onChange: (rows: Row[]) => void
}

const flat = (nodes: readonly CauseNode[]): CauseNode[] => nodes.flatMap((node) => [node, ...flat(node.children)])

/** The causes as a tree that is written like an outline: by keys or by buttons. The fishbone beside it follows. */
export function CauseOutline({ content, editable, ready, onChange }: CauseOutlineProps) {
  const t = useTranslations('qualityTools')
  const list = useRef<HTMLUListElement>(null)
  const focusNext = useRef<string | null>(null)
  useEffect(() => {
    // A render may come before the one that brings the new cause: the focus waits for it.
    const field = list.current?.querySelector<HTMLInputElement>(`[data-cause="${focusNext.current}"]`)
    if (focusNext.current === null || !field) return
    field.focus()
    focusNext.current = null
  })
  const { rows } = content
  const nodes = flat(causeTree(content))
  const add = (id: string | null, as: 'child' | 'sibling') => {
    const next = placed(rows, id, as)
    focusNext.current = next.id
    onChange(next.rows)
  }
  const move = (id: string, step: OutlineMove) => {
    focusNext.current = id
    onChange(moved(rows, id, step))
  }
  const onKey = (event: KeyboardEvent, id: string) => {
    const step: OutlineMove | null = event.key === 'Tab' && !event.altKey ? (event.shiftKey ? 'outdent' : 'indent') : event.altKey && event.key === 'ArrowUp' ? 'up' : event.altKey && event.key === 'ArrowDown' ? 'down' : null
    if (event.key === 'Enter') add(id, 'sibling')
    // Where nothing can move, Tab goes on to the next field as everywhere.
    else if (step !== null && moved(rows, id, step) !== rows) move(id, step)
    else return
    event.preventDefault()
  }
  return (
    <div className="grid gap-2">
      {editable && <p className="text-muted no-print text-sm">{t('treeKeys')}</p>}
      <ul ref={list} className="grid gap-1">
        {nodes.map(({ id, text, actionable, depth, children }) => (
          <li key={id} className="flex flex-wrap items-center gap-1" style={{ paddingInlineStart: `${(depth - 1) * 1.5}rem` }}>
            {editable ? (
              <>
                <TextInput data-cause={id} readOnly={!ready} value={rows.find((row) => cell(row, 'id') === id)?.['cause'] ?? ''} aria-label={`${t('columns.cause')} ${text}`} className="w-56" onKeyDown={(event) => onKey(event, id)} onChange={(event) => onChange(rows.map((row) => (cell(row, 'id') === id ? { ...row, cause: event.target.value } : row)))} />
                {children.length === 0 && (
                  <label className="flex min-h-8 items-center gap-1 text-sm">
                    <input type="checkbox" className="size-5" checked={actionable} onChange={(event) => onChange(rows.map((row) => (cell(row, 'id') === id ? { ...row, actionable: event.target.checked ? 'yes' : '' } : row)))} />
                    {t('columns.actionable')}
                  </label>
                )}
                <span className="no-print flex flex-wrap">
                  <Button variant="ghost" className="px-2" onClick={() => add(id, 'child')}>{t('child')}</Button>
                  <Button variant="ghost" className="px-2" aria-label={`${t('outdent')} ${text}`} onClick={() => move(id, 'outdent')}>←</Button>
                  <Button variant="ghost" className="px-2" aria-label={`${t('indent')} ${text}`} onClick={() => move(id, 'indent')}>→</Button>
                  <Button variant="ghost" className="px-2" aria-label={`${t('up')} ${text}`} onClick={() => move(id, 'up')}>↑</Button>
                  <Button variant="ghost" className="px-2" aria-label={`${t('down')} ${text}`} onClick={() => move(id, 'down')}>↓</Button>
                  <Button variant="ghost" className="px-2" aria-label={`${t('removeRow', { row: text })}`} onClick={() => onChange(removed(rows, id))}>×</Button>
                </span>
              </>
            ) : (
              <span>{text}{children.length === 0 && actionable && <span className="text-muted text-sm"> · {t('columns.actionable')}</span>}</span>
            )}
          </li>
        ))}
      </ul>
      {editable && (
        <div className="no-print">
          <Button onClick={() => add(null, 'sibling')}>{t('addRow')}</Button>
        </div>
      )}
    </div>
  )
}
