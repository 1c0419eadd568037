import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { StateBadge } from '@/features/work-orders/components/state-badge'
import { classNames } from '@/ui/class-names'
import { formatDate, formatInstant, formatSignedYuan } from '@/ui/format'
import type { QueueRow } from '../queue-queries'
import type { QueueColumn } from '../choices'

const NUMERIC: readonly QueueColumn[] = ['difference']

/** Where a column stands in a row's card on a phone. */
const ON_PHONES: Partial<Record<QueueColumn, string>> = { state: 'max-sm:ml-auto', account: 'max-sm:basis-full', finding: 'max-sm:basis-[55%] max-sm:whitespace-normal', difference: 'max-sm:ml-auto', due: 'max-sm:basis-full' }

const headStyle = 'text-muted border-line border-b px-3 py-2 text-sm font-medium whitespace-nowrap'

export function QueueHead({ columns }: { columns: readonly QueueColumn[] }) {
  const t = useTranslations('orderDesk.options.names')
  const orders = useTranslations('workOrders')
  return (
    <>
      <th scope="col" className={classNames(headStyle, 'text-left')}>
        {orders('number')}
      </th>
      {columns.map((column) => (
        <th key={column} scope="col" className={classNames(headStyle, NUMERIC.includes(column) ? 'text-right' : 'text-left')}>
          {t(column)}
        </th>
      ))}
    </>
  )
}

interface QueueCellsProps {
  row: QueueRow
  columns: readonly QueueColumn[]
  compact: boolean
  /** The number, as a link. */
  children: ReactNode
}

export function QueueCells({ row, columns, compact, children }: QueueCellsProps) {
  const style = classNames('border-line border-b px-3 align-top max-sm:border-b-0 max-sm:p-0', compact ? 'py-0.5' : 'py-2')
  return (
    <>
      <td className={classNames(style, 'tabular whitespace-nowrap max-sm:basis-[50%]')}>{children}</td>
      {columns.map((column) => (
        <td key={column} className={classNames(style, 'whitespace-nowrap', NUMERIC.includes(column) && 'text-right', column === 'due' && 'min-w-36 whitespace-normal', ON_PHONES[column])}>
          <Cell row={row} column={column} compact={compact} />
        </td>
      ))}
    </>
  )
}

function Cell({ row, column, compact }: { row: QueueRow; column: QueueColumn; compact: boolean }) {
  const t = useTranslations('orderDesk')
  const orders = useTranslations('workOrders')
  const locale = useLocale()
  switch (column) {
    case 'state':
      return (
        <>
          <StateBadge state={row.state} /> {row.returned && <span className="text-warn text-sm">{t('returnedMark')}</span>}
        </>
      )
    case 'account':
      return (
        <>
          {row.accountName} <span className={classNames('text-muted tabular text-sm', !compact && 'block')}>{row.accountNo}</span>
        </>
      )
    case 'finding':
      return orders(`findings.${row.finding}`)
    case 'difference':
      return (
        <>
          {row.differenceFen === null ? '—' : formatSignedYuan(row.differenceFen)}
          {row.penaltyFen !== null && <span className={classNames('text-warn text-sm', !compact && 'block')}> {t('penaltyMark', { amount: formatSignedYuan(row.penaltyFen) })}</span>}
        </>
      )
    case 'due':
      // An order that is over waits for nobody.
      if (row.due === null) return '—'
      return (
        <>
          {row.state === 'submitted' ? orders('waiting', { days: row.ageDays }) : t('hand.age', { days: row.ageDays })}
          <span className={classNames('text-sm', !compact && 'block', row.overdue ? 'text-bad font-semibold' : 'text-muted')}> {t(row.overdue ? 'hand.overdue' : 'hand.due', { date: formatDate(row.due, locale) })}</span>
        </>
      )
    case 'people':
      return (
        <>
          {row.preparerName}
          {row.assigneeName !== null && <span className={classNames('text-muted text-sm', !compact && 'block')}> → {row.assigneeName}</span>}
        </>
      )
    case 'created':
      return formatInstant(row.createdAt, locale)
  }
}
