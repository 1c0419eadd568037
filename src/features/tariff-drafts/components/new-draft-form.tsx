'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { createDraftAction } from '../actions'
import { CATEGORY_CODE } from '../choices'
import { ChoiceField, TextField } from './version-editor/text-field'
import { EMPTY_VERSION } from './version-editor/version-draft'

const CLASSES = ['residential', 'general-commercial', 'large-industrial', 'agricultural', 'other'] as const

/** The first step of a new category: what it is called. Its first version is drafted next. */
export function NewDraftForm({ taken }: { taken: readonly string[] }) {
  const t = useTranslations('tariffDrafts.header')
  const tariffs = useTranslations('tariffs')
  const faults = useTranslations('tariffDrafts.faults')
  const router = useRouter()
  const [asked, setAsked] = useState(false)
  const [code, setCode] = useState('')
  const [nameZh, setNameZh] = useState('')
  const [nameEn, setNameEn] = useState('')
  const [group, setGroup] = useState<(typeof CLASSES)[number]>('residential')
  const { execute, result, isPending, hasSucceeded } = useAction(createDraftAction, { onSuccess: ({ data }) => router.push(`/tariffs/drafts/${data.id}`) })
  const codeFault = taken.includes(code) ? t('codeTaken') : !CATEGORY_CODE.test(code) ? t('codeHint') : undefined
  const empty = (text: string) => (asked && text.trim() === '' ? faults('empty') : undefined)
  return (
    <form
      className="grid max-w-2xl gap-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (codeFault !== undefined || nameZh.trim() === '' || nameEn.trim() === '') return
        const content = JSON.parse(JSON.stringify(EMPTY_VERSION)) as Record<string, never>
        execute({ header: { category: code, name: { 'zh-CN': nameZh.trim(), en: nameEn.trim() }, class: group, currency: 'CNY' }, content })
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField id="code" label={t('code')} value={code} error={asked || taken.includes(code) ? codeFault : undefined} onChange={(text) => setCode(text.toUpperCase())} />
        <ChoiceField id="class" label={t('class')} value={group} options={CLASSES.map((value) => ({ value, label: tariffs(`classes.${value}`) }))} onChange={(value) => setGroup(CLASSES.find((one) => one === value) ?? 'other')} />
        <TextField id="name-zh" label={t('nameZh')} value={nameZh} error={empty(nameZh)} onChange={setNameZh} />
        <TextField id="name-en" label={t('nameEn')} value={nameEn} error={empty(nameEn)} onChange={setNameEn} />
      </div>
      <ActionNotice error={result.serverError} />
      <div>
        <Button type="submit" variant="primary" pending={isPending || hasSucceeded}>
          {t('create')}
        </Button>
      </div>
    </form>
  )
}
