import { useLocale, useTranslations } from 'next-intl'
import type { SettingKey } from '@/domain/identity/account-rules'
import type { PlainDate } from '@/domain/plain-date'
import { ColumnTable, type Column } from '@/ui/column-table'
import { formatDate } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { Standing } from '@/ui/standing'
import type { DatedSetting } from '../queries'

/** The day of what the system began with, whose sources have words in every language. */
const INITIAL_FROM = '2014-01-01'

interface SettingTableProps {
  settings: readonly DatedSetting[]
  words: (key: SettingKey, value: string) => string
  today: PlainDate
  /** Whether the viewer may propose another value. */
  mayChange: boolean
}

/** Every value of each rule, with the day it holds from and its source; the newest of a rule first. */
export function SettingTable({ settings, words, today, mayChange }: SettingTableProps) {
  const [t, common] = [useTranslations('accountRules'), useTranslations('common')]
  const locale = useLocale()
  const daysOf = (key: SettingKey) => settings.filter((one) => one.key === key).map(({ effectiveFrom }) => effectiveFrom)
  const isFirst = ({ key, effectiveFrom }: DatedSetting) => daysOf(key)[0] === effectiveFrom
  const columns: Column<DatedSetting>[] = [
    { head: t('key'), cell: (row) => <span className="font-medium whitespace-normal">{t(`names.${row.key}`)}</span> },
    { head: t('value'), cell: ({ key, value }) => <span className={key === 'second-factor-roles' ? 'whitespace-normal' : 'tabular'}>{words(key, value)}</span> },
    { head: t('effectiveFrom'), cell: ({ effectiveFrom }) => formatDate(effectiveFrom, locale) },
    { head: common('standing.head'), cell: ({ key, effectiveFrom }) => <Standing from={effectiveFrom} others={daysOf(key)} today={today} /> },
    { head: t('source'), cell: ({ key, effectiveFrom, source }) => <span className="block whitespace-normal sm:min-w-48">{effectiveFrom === INITIAL_FROM ? t(`initialSources.${key}`) : source}</span> },
  ]
  const change: Column<DatedSetting> = {
    head: t('step'),
    cell: (row) => isFirst(row) && (
      <LinkButton href={`/settings/account-rules/new?key=${row.key}`}>
        {t('change')}
        <span className="sr-only">{t(`names.${row.key}`)}</span>
      </LinkButton>
    ),
  }
  return <ColumnTable stacks caption={t('rules')} columns={mayChange ? [...columns, change] : columns} rows={settings} keyOf={({ key, effectiveFrom }) => `${key} ${effectiveFrom}`} />
}
