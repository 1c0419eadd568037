import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { wh } from '@/domain/energy'
import { fen } from '@/domain/money'
import { isBillingMonth } from '@/domain/plain-date'
import { namesByNumber } from '@/features/accounts/queries'
import type { Viewer } from '@/server/viewer'
import { Notice } from '@/ui/badge'
import { formatInstant, formatKwh, formatMonth, formatSignedYuan, formatYuan } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import { counts, type Preview, type PreviewRow } from '../queries'

type Counted = PreviewRow & { billedFen: string; oldFen: string; newFen: string }

/**
 * The posted bill, the bill on the draft and the difference of the chosen accounts, with what the tariffs in force come to
 * where that is not what was billed; names only of those in the viewer's stations.
 */
export async function PreviewTable({ viewer, preview }: { viewer: Viewer; preview: Preview }) {
  const [t, locale, names] = await Promise.all([getTranslations('tariffDrafts'), getLocale(), namesByNumber(viewer, preview.rows.map(({ accountNo }) => accountNo))])
  const rated = preview.rows.filter(counts)
  const sum = (pick: (row: Counted) => bigint) => fen(rated.reduce((total, row) => total + pick(row), 0n))
  const lacking = (code: string) => (t.has(`missing.${code}` as 'missing.no-bill') ? t(`missing.${code}` as 'missing.no-bill') : code)
  return (
    <>
      {rated.length === 0 && (
        <div className="px-4 pb-2">
          <Notice tone="warn">{t('preview.hollow')}</Notice>
        </div>
      )}
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
              {counts(row) ? (
                <>
                  <Td numeric>
                    {formatYuan(fen(BigInt(row.billedFen)))}
                    {row.oldFen !== row.billedFen && <span className="text-muted block text-sm">{t('preview.byTariff', { amount: formatYuan(fen(BigInt(row.oldFen))) })}</span>}
                  </Td>
                  <Td numeric>{formatYuan(fen(BigInt(row.newFen)))}</Td>
                  <Td numeric className="font-semibold">
                    {formatSignedYuan(fen(BigInt(row.newFen) - BigInt(row.billedFen)))}
                  </Td>
                </>
              ) : (
                <Td colSpan={3}>{t('preview.missing', { what: lacking(row.missing ?? 'no-version') })}</Td>
              )}
            </tr>
          ))}
          <tr className="font-semibold">
            <Td colSpan={3}>{t('preview.total')}</Td>
            <Td numeric>{formatYuan(sum(({ billedFen }) => BigInt(billedFen)))}</Td>
            <Td numeric>{formatYuan(sum(({ newFen }) => BigInt(newFen)))}</Td>
            <Td numeric>{formatSignedYuan(sum(({ billedFen, newFen }) => BigInt(newFen) - BigInt(billedFen)))}</Td>
          </tr>
        </tbody>
      </Table>
      <p className="text-muted px-4 py-2 text-sm">{t('preview.at', { at: formatInstant(new Date(preview.at), locale) })}</p>
    </>
  )
}
