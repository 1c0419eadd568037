import { useLocale, useTranslations } from 'next-intl'
import { Notice } from '@/ui/badge'
import { formatList, formatMonth } from '@/ui/format'
import type { BridgeReport } from '../bridge-queries'

/** The months of a bridge's periods without bills: in its steps they look like accounts that are gone. */
export function UnbilledMonths({ unbilled: { before, after } }: Pick<BridgeReport, 'unbilled'>) {
  const t = useTranslations('analysis.why')
  const locale = useLocale()
  const months = [...new Set([...before, ...after])].sort()
  if (months.length === 0) return null
  return (
    <div className="mb-4">
      <Notice tone="warn">{t('unbilled', { months: formatList(months.map((month) => formatMonth(month, locale)), locale) })}</Notice>
    </div>
  )
}
