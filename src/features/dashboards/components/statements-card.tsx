import { useLocale, useTranslations } from 'next-intl'
import { agrees } from '@/features/bills/reconciliation'
import type { Category } from '@/features/tariffs/queries'
import { Badge } from '@/ui/badge'
import { Card } from '@/ui/card'
import { categoryName } from '@/ui/category-name'
import { formatMonth, formatYuan } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import type { Overview } from '../queries'

/** Whether the marketing system's statements equal the books. */
export function StatementsCard({ statements, categories }: { statements: Overview['statements']; categories: readonly Category[] }) {
  const t = useTranslations('dashboard.statements')
  const locale = useLocale()
  const { rows } = statements
  const agreeing = rows.filter(agrees).length
  const differing = rows.filter((row) => row.booked !== null && !agrees(row))
  const unbooked = rows.filter((row) => row.booked === null).length
  return (
    <Card title={t('title')} actions={<LinkButton href="/imports" variant="ghost">{t('import')}</LinkButton>}>
      {rows.length === 0 ? (
        <p className="text-muted">{t('none')}</p>
      ) : (
        <ul className="grid gap-1.5">
          {agreeing > 0 && (
            <li>
              <Badge tone="good">{t('agree', { count: agreeing })}</Badge>
            </li>
          )}
          {unbooked > 0 && (
            <li>
              <Badge>{t('unbooked', { count: unbooked })}</Badge>
            </li>
          )}
          {differing.length > 0 && (
            <li>
              <Badge tone="bad">{t('differ', { count: differing.length })}</Badge>
            </li>
          )}
          {differing.map(({ stationId, month, categoryId, stated, booked }) => (
            <li key={`${stationId} ${month} ${categoryId}`} className="tabular text-sm">
              {formatMonth(month, locale)} {categoryName(categories.find(({ id }) => id === categoryId), locale)}: {t('stated')} {formatYuan(stated.amountFen)} · {t('booked')}{' '}
              {booked && formatYuan(booked.amountFen)}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
