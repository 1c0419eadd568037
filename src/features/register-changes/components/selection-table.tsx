import { getLocale, getTranslations } from 'next-intl/server'
import { formatCount, formatKwh, formatMonth } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import type { SelectionPreview } from '../selection-queries'

const SHOWN = 100

/** From which districts the chosen accounts come, how many, and their energy of the last month billed. */
export async function SelectionTable({ preview }: { preview: SelectionPreview }) {
  const [t, common, locale] = await Promise.all([getTranslations('registerChanges.bulk'), getTranslations('common'), getLocale()])
  const { districts, month } = preview
  const rest = districts.slice(SHOWN)
  return (
    <Table caption={t('from')}>
      <thead>
        <tr>
          <Th>{t('from')}</Th>
          <Th>{common('station')}</Th>
          <Th numeric>{common('accounts')}</Th>
          <Th numeric>{month === null ? common('energyKwh') : t('energyOf', { month: formatMonth(month, locale) })}</Th>
        </tr>
      </thead>
      <tbody>
        {districts.slice(0, SHOWN).map((row) => (
          <tr key={`${row.stationCode} ${row.code}`}>
            <Td>
              {row.name} <span className="text-muted text-sm">{row.code}</span>
            </Td>
            <Td>{row.stationName}</Td>
            <Td numeric>{formatCount(row.accounts)}</Td>
            <Td numeric>{formatKwh(row.energyWh)}</Td>
          </tr>
        ))}
        {rest.length > 0 && (
          <tr>
            <Td colSpan={2}>{t('more', { count: formatCount(rest.length) })}</Td>
            <Td numeric>{formatCount(rest.reduce((sum, { accounts }) => sum + accounts, 0))}</Td>
            <Td />
          </tr>
        )}
        <tr className="font-semibold">
          <Td colSpan={2}>{common('total')}</Td>
          <Td numeric>{formatCount(preview.accounts)}</Td>
          <Td numeric>{formatKwh(preview.energyWh)}</Td>
        </tr>
      </tbody>
    </Table>
  )
}
