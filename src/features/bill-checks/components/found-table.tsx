import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { maskName } from '@/domain/identity/masking'
import { categoryIndex } from '@/features/tariffs/queries'
import { wh } from '@/domain/energy'
import { Badge } from '@/ui/badge'
import { categoryName } from '@/ui/category-name'
import { formatKwh, formatSignedYuan, formatYuan } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { Table, Td, Th } from '@/ui/table'
import type { Found } from '../queries'
import type { FoundKind } from '../schemas'
import { whyText } from '../why-text'

interface FoundTableProps {
  rows: readonly Found[]
  month: string
  /** Whether the viewer may open a work order from here. */
  mayPrepare: boolean
}

/** The bills that did not match, each with its sum and the next step. */
export async function FoundTable({ rows, month, mayPrepare }: FoundTableProps) {
  const [t, locale, { byId, byCode }] = await Promise.all([getTranslations('billChecks'), getLocale(), categoryIndex()])
  return (
    <Table caption={t('found')}>
      <thead>
        <tr>
          <Th>{t('account')}</Th>
          <Th>{t('category')}</Th>
          <Th numeric>{t('kwh')}</Th>
          <Th numeric>{t('billed')}</Th>
          <Th numeric>{t('expected')}</Th>
          <Th numeric>{t('difference')}</Th>
          <Th>{t('reason')}</Th>
          <Th>{t('next')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.cursor}>
            <Td className="whitespace-nowrap">
              <Link href={`/accounts/${row.accountNo}?bill=${month}#working`} data-row-link className="text-accent tabular hover:underline">
                {row.accountNo}
              </Link>
              <span className="block">{maskName(row.name)}</span>
            </Td>
            <Td className="whitespace-nowrap">{categoryName(byId.get(row.categoryId), locale)}</Td>
            <Td numeric>{formatKwh(wh(row.energyWh))}</Td>
            <Td numeric>{formatYuan(row.billedFen)}</Td>
            <Td numeric>{row.expectedFen === null ? '—' : formatYuan(row.expectedFen)}</Td>
            <Td numeric className="font-semibold">{row.differenceFen === null ? '—' : formatSignedYuan(row.differenceFen)}</Td>
            <Td className="min-w-56">
              <Badge tone={row.outcome === 'differs' ? 'warn' : 'neutral'}>{t(`kinds.${row.kind as FoundKind}`)}</Badge>{' '}
              <span className="text-sm">{whyText(row, { t, locale, categories: byCode })}</span>
            </Td>
            <Td>{mayPrepare && row.outcome === 'differs' && <LinkButton href={`/work-orders/new?account=${row.accountNo}&check=${month}`}>{t('openOrder')}</LinkButton>}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
