import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { maskName } from '@/domain/identity/masking'
import { Table, Td, Th } from '@/ui/table'
import type { ChangedAccount } from '../queries'
import { SideText } from './side-text'

/** The accounts of a change, each with what it was and what it became. */
export async function ChangedAccounts({ rows }: { rows: readonly ChangedAccount[] }) {
  const t = await getTranslations('registerChanges')
  return (
    <Table caption={t('changed')}>
      <thead>
        <tr>
          <Th>{t('columns.account')}</Th>
          <Th>{t('columns.change')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ accountNo, name, before, after }, index) => (
          <tr key={`${accountNo} ${index}`}>
            <Td className="whitespace-nowrap">
              <Link href={`/accounts/${accountNo}`} className="text-accent tabular hover:underline">
                {accountNo}
              </Link>{' '}
              {maskName(name)}
            </Td>
            <Td>
              <SideText before={before} after={after} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
