'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useRef } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { TextInput } from '@/ui/field'
import { saveViewAction } from '../actions'

/** Keeps the filters shown under a name; the same name again is overwritten. */
export function SaveView({ list, query }: { list: string; query: string }) {
  const t = useTranslations('lists.views')
  const router = useRouter()
  const details = useRef<HTMLDetailsElement>(null)
  const { execute, result, isPending } = useAction(saveViewAction, {
    onSuccess: () => {
      details.current?.removeAttribute('open')
      router.refresh()
    },
  })
  return (
    <details ref={details} className="relative">
      <summary className="text-accent min-h-7 list-none rounded px-1 py-1 text-sm underline underline-offset-2">{t('keep')}</summary>
      <form
        className="border-line bg-surface absolute left-0 z-10 mt-1 grid w-64 gap-2 rounded-lg border p-3 shadow-lg"
        onSubmit={(event) => {
          event.preventDefault()
          const name = new FormData(event.currentTarget).get('name')
          if (typeof name === 'string' && name.trim() !== '') execute({ list, query, name })
        }}
      >
        <label htmlFor="view-name" className="text-sm font-medium">
          {t('name')}
        </label>
        <TextInput id="view-name" name="name" required maxLength={40} autoComplete="off" />
        <ActionNotice error={result.serverError} />
        <Button type="submit" variant="primary" pending={isPending}>
          {t('save')}
        </Button>
      </form>
    </details>
  )
}
