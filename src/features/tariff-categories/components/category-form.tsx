'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Notice } from '@/ui/badge'
import { Button } from '@/ui/button'
import { describedBy, Field, Select, TextArea, TextInput } from '@/ui/field'
import { changeCategoryAction } from '../actions'
import type { CategoryFacts } from '../schemas'

const CLASSES = ['residential', 'general-commercial', 'large-industrial', 'agricultural', 'other'] as const

/** What a category is called and classed as; a new class waits for someone else. */
export function CategoryForm({ code, facts: seen }: { code: string; facts: CategoryFacts }) {
  const t = useTranslations('tariffCategories')
  const tariffs = useTranslations('tariffs')
  const router = useRouter()
  const [facts, setFacts] = useState(seen)
  const [synonyms, setSynonyms] = useState(seen.synonyms.join('\n'))
  const { execute, result, isPending } = useAction(changeCategoryAction, {
    onSuccess: ({ data }) => {
      if (data.outcome !== 'proposed') router.push(`/tariffs/${code}`)
    },
  })
  const set = (changes: Partial<CategoryFacts>) => setFacts({ ...facts, ...changes })
  const source = facts.source ?? { title: '' }
  const line = (id: string, label: string, value: string, onChange: (text: string) => void, required = false) => (
    <Field id={id} label={label}>
      <TextInput {...describedBy(id, false)} value={value} required={required} maxLength={200} onChange={(event) => onChange(event.target.value)} />
    </Field>
  )
  return (
    <form
      className="grid max-w-3xl gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        const names = synonyms.split('\n').map((name) => name.trim()).filter((name) => name !== '')
        execute({ code, seen, facts: { ...facts, synonyms: [...new Set(names)], source: source.title.trim() === '' ? null : source } })
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        {line('name-zh', tariffs('nameZh'), facts.nameZh, (nameZh) => set({ nameZh }), true)}
        {line('name-en', tariffs('nameEn'), facts.nameEn, (nameEn) => set({ nameEn }), true)}
        <Field id="class" label={tariffs('class')} hint={t('classHint')}>
          <Select {...describedBy('class', false)} value={facts.class} onChange={(event) => set({ class: CLASSES.find((one) => one === event.target.value) ?? 'other' })}>
            {CLASSES.map((one) => (
              <option key={one} value={one}>
                {tariffs(`classes.${one}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field id="synonyms" label={t('synonyms')} hint={t('synonymsHint')}>
          <TextArea {...describedBy('synonyms', false)} rows={4} value={synonyms} onChange={(event) => setSynonyms(event.target.value)} />
        </Field>
        {line('source-title', t('sourceTitle'), source.title, (title) => set({ source: { ...source, title } }))}
        {line('source-number', t('sourceNumber'), source.number ?? '', (number) => set({ source: { ...source, number } }))}
      </div>
      <ActionNotice error={result.serverError} />
      {result.data?.outcome === 'proposed' && (
        <Notice tone="good" role="status">
          {t('proposed')}
        </Notice>
      )}
      <div>
        <Button type="submit" variant="primary" pending={isPending}>
          {t(facts.class === seen.class ? 'save' : 'propose')}
        </Button>
      </div>
    </form>
  )
}
