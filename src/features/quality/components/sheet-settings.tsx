'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useId } from 'react'
import { TOOL_SPECS, type SheetContent } from '@/domain/quality/tool-sheet'
import type { ToolKind } from '@/domain/quality/vocabulary'
import { Field, Select, TextInput } from '@/ui/field'
import { sourceText } from './source-text'

interface SheetSettingsProps {
  kind: ToolKind
  title: string
  content: SheetContent
  editable: boolean
  /** Whether the tool holds figures, whose source is asked for. */
  figures: boolean
  onTitle: (title: string) => void
  onContent: (content: SheetContent) => void
}

/** A tool's title, what holds for all its rows, and where its figures come from. */
export function SheetSettings({ kind, title, content, editable, figures, onTitle, onContent }: SheetSettingsProps) {
  const t = useTranslations('qualityTools')
  const fields = useTranslations('quality.fields')
  const locale = useLocale()
  const id = useId()
  const { settings, source } = content
  const set = (key: string, value: string) => onContent({ ...content, settings: { ...settings, [key]: value } })
  if (!editable) return figures ? <p className="text-muted text-sm">{sourceText(source, t, locale)}</p> : null
  return (
    <div className="no-print grid items-start gap-3 sm:grid-cols-2 lg:grid-cols-4">
      <Field id={`${id}-title`} label={fields('title')}>
        <TextInput id={`${id}-title`} value={title} maxLength={100} onChange={(event) => onTitle(event.target.value)} />
      </Field>
      {TOOL_SPECS[kind].settings.map((spec) => (
        <Field key={spec.key} id={`${id}-${spec.key}`} label={t(`columns.${spec.key as 'unit'}`)}>
          {spec.options ? (
            <Select id={`${id}-${spec.key}`} value={settings[spec.key] ?? ''} onChange={(event) => set(spec.key, event.target.value)}>
              <option value="">—</option>
              {spec.options.map((option) => (
                <option key={option} value={option}>
                  {t(`options.${option as 'p'}`)}
                </option>
              ))}
            </Select>
          ) : (
            <TextInput id={`${id}-${spec.key}`} value={settings[spec.key] ?? ''} onChange={(event) => set(spec.key, event.target.value)} />
          )}
        </Field>
      ))}
      {figures && (
        <Field id={`${id}-source`} label={t('source')} hint={source.kind === 'books' ? sourceText(source, t, locale) : t('sourceHint')}>
          <TextInput id={`${id}-source`} aria-describedby={`${id}-source-hint`} value={source.kind === 'typed' ? source.note : ''} placeholder={source.kind === 'books' ? t('fromBooks') : ''} onChange={(event) => onContent({ ...content, source: { kind: 'typed', note: event.target.value } })} />
        </Field>
      )}
    </div>
  )
}
