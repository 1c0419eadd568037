'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { useLate } from '@/ui/use-late'
import { saveDraftAction } from '../actions'
import type { Issue } from './version-editor/issues'
import { VersionEditor } from './version-editor/version-editor'
import type { VersionDraft } from './version-editor/version-draft'

interface DraftEditorProps {
  id: string
  version: number
  content: VersionDraft
}

/** The same schema as the server's, as one types; it comes after the page. */
const loadCheck = async () => {
  const [{ catalogueVersionSchema }, { faultsIn, IN_WORDS }] = await Promise.all([import('@/domain/tariff/catalogue-document'), import('@/domain/tariff/document-faults')])
  return {
    issuesOf: (value: VersionDraft): Issue[] => {
      const { error } = catalogueVersionSchema.safeParse(value, IN_WORDS)
      return error ? faultsIn(error) : []
    },
  }
}

/** A draft being written: checked as it is typed, kept when saved, finished or not. */
export function DraftEditor({ id, version, content }: DraftEditorProps) {
  const t = useTranslations('tariffDrafts')
  const router = useRouter()
  const [value, setValue] = useState(content)
  const { execute, result, isPending, hasSucceeded } = useAction(saveDraftAction, { onSuccess: () => router.refresh() })
  const changedSince = JSON.stringify(value) !== JSON.stringify(content)
  const { late } = useLate(loadCheck)
  const issues = late?.issuesOf(value) ?? []
  return (
    <form
      className="grid gap-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        execute({ id, version, content: JSON.parse(JSON.stringify(value)) as Record<string, never> })
      }}
    >
      <VersionEditor value={value} onChange={setValue} issues={issues} />
      <ActionNotice error={result.serverError} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" pending={isPending} disabled={!changedSince}>
          {t('save')}
        </Button>
        <p role="status" className="text-muted text-sm">
          {changedSince ? t('unsaved') : hasSucceeded ? t('saved') : ''}
        </p>
      </div>
    </form>
  )
}
