'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Notice } from '@/ui/badge'

interface Outcome {
  faults: readonly string[]
  drafted?: readonly { id: string; category: string; effectiveFrom: string }[]
  known?: readonly unknown[]
}

/** What an import came to: drafts to go on with, or each fault with its place. */
export function ImportOutcome({ outcome }: { outcome: Outcome }) {
  const t = useTranslations('tariffDrafts.importing')
  if (outcome.faults.length > 0) {
    return (
      <Notice tone="bad" role="alert" title={t('faults')}>
        <ul className="text-sm">
          {outcome.faults.slice(0, 50).map((fault) => (
            <li key={fault}>
              <code className="break-words">{fault}</code>
            </li>
          ))}
        </ul>
      </Notice>
    )
  }
  return (
    <Notice tone="good" role="status" title={t('drafted', { count: outcome.drafted?.length ?? 0 })}>
      {(outcome.known?.length ?? 0) > 0 && <p>{t('known', { count: outcome.known?.length ?? 0 })}</p>}
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {outcome.drafted?.map(({ id, category, effectiveFrom }) => (
          <li key={id}>
            <Link href={`/tariffs/drafts/${id}`} className="underline">
              {category} {effectiveFrom}
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
