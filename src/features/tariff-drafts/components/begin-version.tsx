'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import type { TariffDocument } from '@/domain/tariff/document'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { createDraftAction } from '../actions'

/** Begins the next version of a category from a copy of its newest one. */
export function BeginVersion({ document }: { document: TariffDocument }) {
  const t = useTranslations('tariffDrafts')
  const router = useRouter()
  const { versions, ...header } = document
  const { execute, result, isPending, hasSucceeded } = useAction(createDraftAction, { onSuccess: ({ data }) => router.push(`/tariffs/drafts/${data.id}`) })
  return (
    <>
      <Button
        variant="primary"
        pending={isPending || hasSucceeded}
        onClick={() => {
          const { source: _, ...newest } = versions.at(-1) ?? { charges: [] }
          execute({ header, content: JSON.parse(JSON.stringify({ ...newest, effectiveFrom: '' })) as Record<string, never> })
        }}
      >
        {t('draftNew')}
      </Button>
      <ActionNotice error={result.serverError} />
    </>
  )
}
