import Link from 'next/link'
import type { Key, ReactNode } from 'react'
import { maskName } from '@/domain/identity/masking'
import { classNames } from './class-names'
import { Table, Td, Th } from './table'

export interface Column<Row> {
  head: string
  cell: (row: Row) => ReactNode
  numeric?: boolean
  /** What stands below the column, in a table with a foot: a sum, or the word for it. */
  foot?: ReactNode
}

interface ColumnTableProps<Row> {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => Key
  className?: string
  /** What tells a row apart for whoever looks for it by more than its words. */
  dataOf?: (row: Row) => Readonly<Record<`data-${string}`, string>>
  /** On a phone each row stands as a list of its heads and cells: for tables of texts, which would be scrolled sideways. */
  stacks?: boolean
}

const STACKED_ROW = 'max-sm:block max-sm:border-line max-sm:border-b max-sm:py-2'
// A cell with nothing in it takes no line of its own there.
const STACKED_CELL =
  'max-sm:has-[>div:empty]:hidden max-sm:flex max-sm:justify-between max-sm:gap-4 max-sm:border-b-0 max-sm:py-0.5 max-sm:text-right max-sm:whitespace-normal max-sm:before:content-[attr(data-head)] max-sm:before:text-muted max-sm:before:shrink-0 max-sm:before:text-sm'

// A sum has its head beside it; the word for the sum stands alone.
const STACKED_FOOT = 'max-sm:empty:hidden max-sm:flex max-sm:justify-between max-sm:gap-4 max-sm:border-b-0 max-sm:py-0.5 max-sm:before:content-[attr(data-head)] max-sm:before:shrink-0'

/** A table written down column by column: head, cell and foot of one thing stand together. */
export function ColumnTable<Row>({ caption, columns, rows, keyOf, className, dataOf, stacks = false }: ColumnTableProps<Row>) {
  return (
    <Table caption={caption} {...(className === undefined ? {} : { className })}>
      <thead className={stacks ? 'max-sm:sr-only' : undefined}>
        <tr>
          {columns.map(({ head, numeric = false }) => (
            <Th key={head} numeric={numeric}>
              {head}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)} {...dataOf?.(row)} className={classNames('hover:bg-raised', stacks && STACKED_ROW)}>
            {columns.map(({ head, cell, numeric = false }) => (
              <Td key={head} numeric={numeric} data-head={head} className={classNames('whitespace-nowrap', stacks && STACKED_CELL)}>
                {stacks ? <div className="min-w-0">{cell(row)}</div> : cell(row)}
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
      {columns.some(({ foot }) => foot !== undefined) && (
        <tfoot>
          <tr className={classNames('font-semibold', stacks && STACKED_ROW)}>
            {columns.map(({ head, foot, numeric = false }) => (
              <Td key={head} numeric={numeric} data-head={numeric ? head : ''} className={stacks ? STACKED_FOOT : undefined}>
                {foot}
              </Td>
            ))}
          </tr>
        </tfoot>
      )}
    </Table>
  )
}

/** The number by which people know a row's thing, as the way to it: Enter on the row follows it. */
export const RowLink = ({ href, children }: { href: string; children: string }) => (
  <Link href={href} data-row-link className="text-accent tabular block hover:underline">
    {children}
  </Link>
)

/** What stands below a cell's first line, smaller; it wraps. */
export const Below = ({ children }: { children: ReactNode }) => <span className="text-muted block text-sm whitespace-normal">{children}</span>

export const AccountName = ({ name, number }: { name: string; number: string }) => (
  <>
    {maskName(name)} <span className="text-muted tabular">{number}</span>
  </>
)
