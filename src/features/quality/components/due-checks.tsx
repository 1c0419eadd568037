import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { daysBetween, type PlainDate } from '@/domain/plain-date'
import { Notice } from '@/ui/badge'
import { formatDate } from '@/ui/format'
import type { LaterCheck } from '../queries'

/** Reminds of checks that are due: nothing when none is. */
export function DueChecks({ checks, today }: { checks: readonly (LaterCheck & { project: string })[]; today: PlainDate }) {
  const t = useTranslations('quality')
  const locale = useLocale()
  if (checks.length === 0) return null
  return (
    <Notice tone="warn" title={t('board.due')}>
      <ul className="grid gap-0.5">
        {checks.map(({ id, project, standardNo, dueOn }) => (
          <li key={id}>
            <Link href={`/quality/projects/${project}/steps/standardisation#checks`} className="underline">
              {project} · {standardNo}
            </Link>{' '}
            {t('checks.due', { date: formatDate(dueOn, locale) })}
            {dueOn < today && ` · ${t('checks.overdue', { days: daysBetween(dueOn, today) })}`}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
