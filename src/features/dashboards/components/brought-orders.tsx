import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { broughtBy } from '@/domain/change/brought'
import { maskName } from '@/domain/identity/masking'
import { Card } from '@/ui/card'
import { EmptyState } from '@/ui/empty-state'
import { formatCount, formatMonth, formatSignedYuan } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { Table, Td, Th } from '@/ui/table'
import type { RecoveredPage } from '../recovered-page-queries'

interface BroughtOrdersProps {
  listed: RecoveredPage['listed']
  /** In words what the list is narrowed to, and the address without it. */
  narrowed: { label: string; clearHref: string } | null
  mayOpen: boolean
  /** The address that lists every line; null where it is asked for. */
  allHref: string | null
}

const SHOWN = 200

/** The orders behind the figures; their sum is the mark that was clicked. */
export function BroughtOrders({ listed, narrowed, mayOpen, allHref }: BroughtOrdersProps) {
  const t = useTranslations('analysis.brought')
  const locale = useLocale()
  const sum = broughtBy(listed)
  return (
    <Card id="orders" title={narrowed ? t('filtered', { what: narrowed.label }) : t('list')} flush actions={narrowed && <LinkButton variant="ghost" href={narrowed.clearHref}>{t('clear')}</LinkButton>}>
      {listed.length === 0 ? (
        <EmptyState title={t('none')} />
      ) : (
        <Table caption={t('list')}>
          <thead>
            <tr>
              <Th>{t('orders')}</Th>
              <Th>{t('account')}</Th>
              <Th>{t('finding')}</Th>
              <Th>{t('inspector')}</Th>
              <Th>{t('campaign')}</Th>
              <Th>{t('billMonth')}</Th>
              <Th>{t('postedMonth')}</Th>
              <Th numeric>{`${t('backBilled')} / ${t('refunded')}`}</Th>
              <Th numeric>{t('penalties')}</Th>
            </tr>
          </thead>
          <tbody>
            {(allHref === null ? listed : listed.slice(0, SHOWN)).map((entry) => (
              <tr key={`${entry.orderNumber} ${entry.accountNo} ${entry.billMonth} ${entry.postedMonth}`}>
                <Td className="whitespace-nowrap">
                  {mayOpen ? (
                    <Link href={`/work-orders/${entry.orderNumber}`} prefetch={false} className="text-accent underline underline-offset-2">
                      {entry.orderNumber}
                    </Link>
                  ) : (
                    entry.orderNumber
                  )}
                </Td>
                <Td>{`${entry.accountNo} ${maskName(entry.accountName)}`}</Td>
                <Td>{t(`findings.${entry.finding}`)}</Td>
                <Td>{entry.inspectorName ?? '—'}</Td>
                <Td>{entry.campaign ?? '—'}</Td>
                <Td className="whitespace-nowrap">{formatMonth(entry.billMonth, locale)}</Td>
                <Td className="whitespace-nowrap">{formatMonth(entry.postedMonth, locale)}</Td>
                <Td numeric>{formatSignedYuan(entry.differenceFen)}</Td>
                <Td numeric>{formatSignedYuan(entry.penaltyFen)}</Td>
              </tr>
            ))}
            <tr className="bg-raised font-semibold" data-sum>
              <Td colSpan={7}>{`${t('sum')} (${formatCount(listed.length)})`}</Td>
              <Td numeric>{`${formatSignedYuan(sum.backBilledFen)} / ${formatSignedYuan(sum.refundedFen)}`}</Td>
              <Td numeric>{formatSignedYuan(sum.penaltiesFen)}</Td>
            </tr>
          </tbody>
        </Table>
      )}
      {allHref !== null && listed.length > SHOWN && (
        <div className="p-3">
          <LinkButton href={allHref}>{t('showAll', { all: formatCount(listed.length) })}</LinkButton>
        </div>
      )}
    </Card>
  )
}
