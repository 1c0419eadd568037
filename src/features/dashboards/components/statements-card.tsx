import { useLocale, useTranslations } from 'next-intl'
import type { MonthFigures } from '@/domain/change/change'
import type { BillingMonth } from '@/domain/plain-date'
import { agrees, differs, type Reconciled } from '@/features/bills/reconciliation'
import type { Category } from '@/features/tariffs/queries'
import { Badge } from '@/ui/badge'
import { Card } from '@/ui/card'
import { categoryName } from '@/ui/category-name'
import { formatCount, formatKwh, formatMonth, formatYuan } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'

interface StatementsCardProps {
  rows: readonly Reconciled[]
  categories: readonly Category[]
  /** Null for who may not see imports. */
  importsHref: string | null
}

/** Whether the marketing system's statements equal the books, month by month, and where they do not. */
export function StatementsCard({ rows, categories, importsHref }: StatementsCardProps) {
  const t = useTranslations('dashboard.statements')
  const locale = useLocale()
  const months = [...new Set(rows.map(({ month }) => month))]
  return (
    <Card title={t('title')} actions={importsHref && <LinkButton href={importsHref} variant="ghost">{t('import')}</LinkButton>}>
      {rows.length === 0 && <p className="text-muted">{t('none')}</p>}
      <ul className="grid gap-2">
        {months.map((month) => (
          <li key={month} data-statement={month}>
            <MonthBadges label={formatMonth(month, locale)} rows={rows.filter((row) => row.month === month)} />
            <Differences month={month} rows={rows} categories={categories} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function MonthBadges({ label, rows }: { label: string; rows: readonly Reconciled[] }) {
  const t = useTranslations('dashboard.statements')
  const agreeing = rows.filter(agrees).length
  const differing = rows.filter(differs).length
  const unbooked = rows.length - agreeing - differing
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span>{label}</span>
      {agreeing > 0 && <Badge tone="good">{t('agree', { count: agreeing })}</Badge>}
      {unbooked > 0 && <Badge>{t('unbooked', { count: unbooked })}</Badge>}
      {differing > 0 && <Badge tone="bad">{t('differ', { count: differing })}</Badge>}
    </div>
  )
}

/** What is stated and what is booked, for the figures that differ alone. */
function Differences({ month, rows, categories }: { month: BillingMonth; rows: readonly Reconciled[]; categories: readonly Category[] }) {
  const t = useTranslations('dashboard.statements')
  const common = useTranslations('common')
  const locale = useLocale()
  const figures = [
    { label: common('accounts'), text: ({ accounts }: MonthFigures) => formatCount(accounts) },
    { label: common('energyKwh'), text: ({ energyWh }: MonthFigures) => formatKwh(energyWh) },
    { label: common('revenueYuan'), text: ({ amountFen }: MonthFigures) => formatYuan(amountFen) },
  ]
  return rows.filter((row) => row.month === month).filter(differs).map(({ stationId, categoryId, stated, booked }) => (
    <ul key={`${stationId} ${categoryId}`} className="tabular text-sm">
      {figures.filter(({ text }) => text(stated) !== text(booked)).map(({ label, text }) => (
        <li key={label}>
          {categoryName(categories.find(({ id }) => id === categoryId), locale)} · {t('difference', { figure: label, stated: text(stated), booked: text(booked) })}
        </li>
      ))}
    </ul>
  ))
}
