import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { wh } from '@/domain/energy'
import { fen } from '@/domain/money'
import { isBillingMonth } from '@/domain/plain-date'
import { namesByNumber } from '@/features/accounts/queries'
import type { Viewer } from '@/server/viewer'
import { formatInstant, formatKwh, formatMonth, formatSignedYuan, formatYuan } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import type { Preview, PreviewRow } from '../queries'

const isRated = (row: PreviewRow): row is PreviewRow & { oldFen: string; newFen: string } => row.oldFen !== null && row.newFen !== null

/** Old bill, new bill and difference of the chosen accounts; names only of those in the viewer's stations. */
export async function PreviewTable({ viewer, preview }: { viewer: Viewer; preview: Preview }) {
  const [t, locale, names] = await Promise.all([getTranslations('tariffDrafts'), getLocale(), namesByNumber(viewer, preview.rows.map(({ accountNo }) => accountNo))])
  const rated = preview.rows.filter(isRated)
  const sum = (pick: (row: { oldFen: string; newFen: string }) => bigint) => fen(rated.reduce((total, row) => total + pick(row), 0n))
  const lacking = (code: string) => (t.has(`missing.${code}` as 'missing.no-bill') ? t(`missing.${code}` as 'missing.no-bill') : code)
  return (
    <>
      <Table caption={t('preview.table')}>
        <thead>
          <tr>
            <Th>{t('preview.account')}</Th>
            <Th>{t('preview.month')}</Th>
            <Th numeric>{t('preview.kwh')}</Th>
            <Th numeric>{t('preview.old')}</Th>
            <Th numeric>{t('preview.new')}</Th>
            <Th numeric>{t('preview.difference')}</Th>
          </tr>
        </thead>
        <tbody>
          {preview.rows.map((row) => (
            <tr key={row.accountNo}>
              <Td className="whitespace-nowrap">
                {names.has(row.accountNo) ? (
                  <Link href={`/accounts/${row.accountNo}`} className="text-accent tabular hover:underline">
                    {row.accountNo}
                  </Link>
                ) : (
                  row.accountNo
                )}
                <span className="block">{names.get(row.accountNo)}</span>
              </Td>
              <Td className="whitespace-nowrap">{isBillingMonth(row.month) ? formatMonth(row.month, locale) : '—'}</Td>
              <Td numeric>{formatKwh(wh(BigInt(row.energyWh)))}</Td>
              {isRated(row) ? (
                <>
                  <Td numeric>{formatYuan(fen(BigInt(row.oldFen)))}</Td>
                  <Td numeric>{formatYuan(fen(BigInt(row.newFen)))}</Td>
                  <Td numeric className="font-semibold">{formatSignedYuan(fen(BigInt(row.newFen) - BigInt(row.oldFen)))}</Td>
                </>
              ) : (
                <Td colSpan={3}>{t('preview.missing', { what: lacking(row.missing ?? 'no-version') })}</Td>
              )}
            </tr>
          ))}
          <tr className="font-semibold">
            <Td colSpan={3}>{t('preview.total')}</Td>
            <Td numeric>{formatYuan(sum(({ oldFen }) => BigInt(oldFen)))}</Td>
            <Td numeric>{formatYuan(sum(({ newFen }) => BigInt(newFen)))}</Td>
            <Td numeric>{formatSignedYuan(sum(({ oldFen, newFen }) => BigInt(newFen) - BigInt(oldFen)))}</Td>
          </tr>
        </tbody>
      </Table>
      <p className="text-muted px-4 py-2 text-sm">{t('preview.at', { at: formatInstant(new Date(preview.at), locale) })}</p>
    </>
  )
}
