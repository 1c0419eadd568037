import { getTranslations } from 'next-intl/server'
import type { Account } from '@/features/accounts/queries'
import { accountBills } from '@/features/bills/account-bills'
import { AccountBillsTable } from '@/features/bills/components/account-bills-table'
import type { Viewer } from '@/server/viewer'
import { Card } from '@/ui/card'

/** The bills that the same number has at other stations, where they were posted: nothing of its history is out of sight. */
export async function BillsElsewhere({ viewer, elsewhere }: { viewer: Viewer; elsewhere: readonly Account[] }) {
  const t = await getTranslations('registerChanges')
  const billed = await Promise.all(elsewhere.map(async (account) => ({ account, bills: await accountBills(viewer, account) })))
  return billed
    .filter(({ bills }) => bills.length > 0)
    .map(({ account, bills }) => (
      <Card key={account.stationId} title={t('billsAt', { station: account.station.name })} flush className="mb-4">
        <AccountBillsTable account={account} bills={bills} station={account.station.code} />
      </Card>
    ))
}
