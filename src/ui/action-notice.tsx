'use client'

import { useTranslations } from 'next-intl'
import { Notice } from './badge'

interface ActionNoticeProps {
  error: { code: string; params: Readonly<Record<string, string | number>> } | undefined
}

/** What a refused action says, in the user's words; a code without words shows as unexpected with its number. */
export function ActionNotice({ error }: ActionNoticeProps) {
  const message = useErrorMessage()
  if (!error) return null
  return (
    <Notice tone="bad" role="alert">
      {message(error)}
    </Notice>
  )
}

/** Turns an action's error into the user's words. */
export function useErrorMessage(): (error: NonNullable<ActionNoticeProps['error']>) => string {
  const t = useTranslations('errors')
  return ({ code, params }) => {
    const key = t.has(code as 'unexpected') ? (code as 'unexpected') : 'unexpected'
    return t(key, { reference: code, ...params })
  }
}
