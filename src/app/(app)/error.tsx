'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/ui/button'
import { EmptyState } from '@/ui/empty-state'

/** A page that failed: nothing was changed by reading it, so trying again is safe. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations('shell.error')
  return (
    <EmptyState title={<h1>{t('title')}</h1>}>
      <p>{t('body', { reference: error.digest ?? '—' })}</p>
      <Button onClick={reset}>{t('retry')}</Button>
    </EmptyState>
  )
}
