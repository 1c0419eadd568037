import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Badge } from '@/ui/badge'
import { Table, Td, Th } from '@/ui/table'
import { withParams } from '@/ui/url'
import { LIST_COLUMN_NAMES, LIST_COLUMNS } from '../list-columns'
import type { ProposedRow } from '../queries'
import { SideText } from './side-text'

/** What a returned list proposes, row by row: before and after, or why the row is refused. */
export async function ProposedRows({ rows, english }: { rows: readonly ProposedRow[]; english: boolean }) {
  const [t, errors] = await Promise.all([getTranslations('registerChanges'), getTranslations('errors')])
  const words = ({ code, params }: NonNullable<ProposedRow['refusal']>) => {
    const column = params['column']
    const known = LIST_COLUMN_NAMES.find((name) => name === column)
    const named = known ? { ...params, column: LIST_COLUMNS[known][english ? 'en' : 'zh'] } : params
    return errors.has(code as 'unexpected') ? errors(code as 'unexpected', { reference: code, ...named }) : code
  }
  return (
    <Table caption={t('roundTrip.rows')}>
      <thead>
        <tr>
          <Th numeric>{t('roundTrip.rowNo')}</Th>
          <Th>{t('columns.account')}</Th>
          <Th>{t('columns.change')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.rowNo}>
            <Td numeric>{row.rowNo}</Td>
            <Td className="whitespace-nowrap">
              <Link href={withParams(`/accounts/${row.accountNo}`, { station: row.stationCode })} className="text-accent tabular hover:underline">
                {row.accountNo === '' ? '—' : row.accountNo}
              </Link>
            </Td>
            <Td>
              {row.refusal === null ? (
                <SideText before={row.before} after={row.after} inFull />
              ) : (
                <>
                  <Badge tone="bad">{t('roundTrip.refused')}</Badge> {words(row.refusal)}
                </>
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
