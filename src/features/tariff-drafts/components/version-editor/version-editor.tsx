'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { pathText } from '@/domain/tariff/document-faults'
import { Notice } from '@/ui/badge'
import { classNames } from '@/ui/class-names'
import { describedBy, Field, TextArea } from '@/ui/field'
import { ChargeList } from './charge-list'
import { useIssues, type Issue } from './issues'
import { parseVersionText, type VersionDraft } from './version-draft'
import { VersionFields } from './version-fields'

interface VersionEditorProps {
  value: VersionDraft
  onChange: (value: VersionDraft) => void
  issues: readonly Issue[]
}

const VIEWS = ['form', 'json'] as const

/** One version as a form and as the JSON of the same document. */
export function VersionEditor({ value, onChange, issues }: VersionEditorProps) {
  const t = useTranslations('tariffDrafts.editor')
  const { at, text: issueText } = useIssues(issues)
  const [view, setView] = useState<(typeof VIEWS)[number]>('form')
  const [typed, setTyped] = useState<string | null>(null)
  const read = typed === null ? null : parseVersionText(typed)
  const fault = read && 'fault' in read ? read.fault : undefined
  const show = (next: (typeof VIEWS)[number]) => {
    if (fault !== undefined) return
    setTyped(null)
    setView(next)
  }
  return (
    <div className="grid gap-4">
      <div role="tablist" aria-label={t('views')} className="flex gap-1">
        {VIEWS.map((name) => (
          <button
            key={name} id={`view-${name}`} type="button" role="tab" aria-selected={view === name} aria-controls="version-view" tabIndex={view === name ? 0 : -1}
            className={classNames('min-h-9 rounded-md px-3', view === name ? 'bg-accent-soft text-accent font-semibold' : 'hover:bg-raised')}
            onClick={() => show(name)}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
              const other = name === 'form' ? 'json' : 'form'
              show(other)
              document.getElementById(`view-${other}`)?.focus()
            }}
          >
            {t(`view.${name}`)}
          </button>
        ))}
      </div>
      {issues.length > 0 && (
        <Notice tone="warn" title={t('issues', { count: issues.length })}>
          <ul className="text-sm">
            {issues.slice(0, 12).map((issue) => (
              <li key={`${pathText(issue.path)} ${issue.message}`}>
                <code>{pathText(issue.path)}</code>: {issueText(issue)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <div id="version-view" role="tabpanel" aria-labelledby={`view-${view}`}>
        {view === 'form' ? (
          <div className="grid gap-5">
            <VersionFields version={value} issueAt={at} onChange={onChange} />
            <ChargeList version={value} issueAt={at} onChange={(charges) => onChange({ ...value, charges })} />
          </div>
        ) : (
          <Field id="version-json" label={t('json')} error={fault}>
            <TextArea
              {...describedBy('version-json', fault !== undefined)}
              className="min-h-96 font-mono text-sm"
              spellCheck={false}
              value={typed ?? JSON.stringify(value, null, 2)}
              onChange={(event) => {
                setTyped(event.target.value)
                const next = parseVersionText(event.target.value)
                if ('value' in next) onChange(next.value)
              }}
            />
          </Field>
        )}
      </div>
    </div>
  )
}
