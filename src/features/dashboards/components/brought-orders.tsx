import { useLocale, useTranslations } from 'next-intl'
import { broughtBy } from '@/domain/change/brought'
import { maskName } from '@/domain/identity/masking'
import { addFen } from '@/domain/money'
import { Card } from '@/ui/card'
import { ColumnTable, type Column } from '@/ui/column-table'
import { EmptyState } from '@/ui/empty-state'
import { formatCount, formatMonth, formatSignedYuan } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import type { RecoveredPage } from '../recovered-page-queries'
import { OrderNumber } from './order-number'

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
  const columns: Column<RecoveredPage['listed'][number]>[] = [
    { head: t('orders'), cell: ({ orderNumber }) => <OrderNumber number={orderNumber} mayOpen={mayOpen} />, foot: `${t('sum')} (${formatCount(listed.length)})` },
    { head: t('account'), cell: ({ accountNo, accountName }) => <span className="whitespace-normal">{`${accountNo} ${maskName(accountName)}`}</span> },
    { head: t('finding'), cell: ({ finding }) => <span className="whitespace-normal">{t(`findings.${finding}`)}</span> },
    { head: t('inspector'), cell: ({ inspectorName }) => inspectorName ?? '—' },
    { head: t('campaign'), cell: ({ campaign }) => <span className="whitespace-normal">{campaign ?? '—'}</span> },
    { head: t('billMonth'), cell: ({ billMonth }) => formatMonth(billMonth, locale) },
    { head: t('postedMonth'), cell: ({ postedMonth }) => formatMonth(postedMonth, locale) },
    {
      head: `${t('backBilled')} / ${t('refunded')}`, numeric: true,
      cell: ({ differenceFen }) => formatSignedYuan(differenceFen), foot: `${formatSignedYuan(sum.backBilledFen)} / ${formatSignedYuan(sum.refundedFen)}`,
    },
    { head: t('penalties'), numeric: true, cell: ({ penaltyFen }) => formatSignedYuan(penaltyFen), foot: formatSignedYuan(sum.penaltiesFen) },
    { head: t('total'), numeric: true, cell: ({ differenceFen, penaltyFen }) => formatSignedYuan(addFen(differenceFen, penaltyFen)), foot: formatSignedYuan(sum.totalFen) },
  ]
  return (
    <Card id="orders" title={narrowed ? t('filtered', { what: narrowed.label }) : t('list')} flush actions={narrowed && <LinkButton variant="ghost" href={narrowed.clearHref}>{t('clear')}</LinkButton>}>
      {listed.length === 0 ? (
        <EmptyState title={t('none')} />
      ) : (
        <ColumnTable
          stacks
          caption={t('list')}
          columns={columns}
          rows={allHref === null ? listed : listed.slice(0, SHOWN)}
          keyOf={({ orderNumber, accountNo, billMonth, postedMonth }) => `${orderNumber} ${accountNo} ${billMonth} ${postedMonth}`}
        />
      )}
      {allHref !== null && listed.length > SHOWN && (
        <div className="p-3">
          <LinkButton href={allHref}>{t('showAll', { all: formatCount(listed.length) })}</LinkButton>
        </div>
      )}
    </Card>
  )
}
