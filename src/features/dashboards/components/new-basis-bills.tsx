import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { maskName } from '@/domain/identity/masking'
import { sumFen } from '@/domain/money'
import { Card } from '@/ui/card'
import { formatCount, formatMonth, formatSignedYuan } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { Table, Td, Th } from '@/ui/table'
import type { RecoveredPage } from '../recovered-page-queries'

interface NewBasisBillsProps {
  newBasis: RecoveredPage['newBasis']
  /** The address with all months. */
  clearHref: string
  mayOpen: boolean
}

const SHOWN = 200

/** The bills behind "difference a month on the new basis"; their sum is the mark that was clicked. */
export function NewBasisBills({ newBasis: { bills, month }, clearHref, mayOpen }: NewBasisBillsProps) {
  const t = useTranslations('analysis')
  const locale = useLocale()
  return (
    <Card id="new-basis" title={month ? t('brought.filteredBills', { what: formatMonth(month, locale) }) : t('brought.newBasisBills')} flush={bills.length > 0} actions={month && <LinkButton variant="ghost" href={clearHref}>{t('brought.clear')}</LinkButton>}>
      {bills.length === 0 ? (
        <p className="text-muted">{t('brought.noNewBasis')}</p>
      ) : (
        <div className="max-h-[36rem] overflow-y-auto">
          <Table caption={t('brought.newBasisBills')}>
            <thead>
              <tr>
                <Th>{t('month')}</Th>
                <Th>{t('brought.account')}</Th>
                <Th>{t('brought.orders')}</Th>
                <Th numeric>{t('why.amount')}</Th>
              </tr>
            </thead>
            <tbody>
              {bills.slice(0, SHOWN).map(({ month: billed, accountNo, accountName, orderNumber, differenceFen }) => (
                <tr key={`${billed} ${orderNumber} ${accountNo}`}>
                  <Td className="whitespace-nowrap">{formatMonth(billed, locale)}</Td>
                  <Td>
                    <Link href={`/accounts/${accountNo}?bill=${billed}`} prefetch={false} className="text-accent underline underline-offset-2">
                      {accountNo}
                    </Link>{' '}
                    {maskName(accountName)}
                  </Td>
                  <Td className="whitespace-nowrap">
                    {mayOpen ? (
                      <Link href={`/work-orders/${orderNumber}`} prefetch={false} className="text-accent underline underline-offset-2">
                        {orderNumber}
                      </Link>
                    ) : (
                      orderNumber
                    )}
                  </Td>
                  <Td numeric>{formatSignedYuan(differenceFen)}</Td>
                </tr>
              ))}
              <tr className="bg-raised font-semibold" data-new-basis-sum>
                <Td colSpan={3}>{`${t('brought.sum')} (${formatCount(bills.length)})`}</Td>
                <Td numeric>{formatSignedYuan(sumFen(bills.map(({ differenceFen }) => differenceFen)))}</Td>
              </tr>
            </tbody>
          </Table>
        </div>
      )}
      {bills.length > SHOWN && <p className="text-muted px-4 py-3 text-sm">{t('why.correctedShown', { shown: formatCount(SHOWN), all: formatCount(bills.length) })}</p>}
    </Card>
  )
}
