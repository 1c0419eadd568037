import { useLocale, useTranslations } from 'next-intl'
import { columnName, columnsOf, type ImportKind, type Mapping } from '@/domain/imports/columns'
import { readDecimal } from '@/domain/imports/read-cells'
import { Badge, type Tone } from '@/ui/badge'
import { classNames } from '@/ui/class-names'
import { grouped } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import { findingText } from '../finding-text'
import type { StoredRow } from '../stored-rows'
import { RowDecision } from './row-decision'

const TONES = { blocker: 'bad', held: 'warn', warning: 'accent', confirmed: 'good', none: 'good' } as const satisfies Record<StoredRow['severity'], Tone>

const isNumber = (column: string): boolean => /(Kwh|Yuan|^accounts)$/.test(column)

const shown = (column: string, text: string): string => {
  const decimal = isNumber(column) ? readDecimal(text) : null
  return decimal === null ? text : grouped(decimal)
}

/** A row as the page shows it: cells as they count now, and where it stands. */
export interface ShownRow extends StoredRow {
  place: string
  now: Readonly<Record<string, string>>
  /** What is held may be right after all, and whoever looks at it may say so. */
  mayConfirm: boolean
}

interface ImportRowsProps {
  id: string
  version: number
  kind: ImportKind
  mapping: Mapping
  rows: readonly ShownRow[]
  caption: string
  mayCorrect: boolean
}

/** The columns that the file has, in the order of the kind. */
export const shownColumns = (kind: ImportKind, mapping: Mapping): string[] => columnsOf(kind).flatMap(([name]) => (mapping[name] === undefined ? [] : [name]))

/** Rows with what was found marked in its cell, and below it what to do. */
export function ImportRows(props: ImportRowsProps) {
  const t = useTranslations('imports.detail')
  const locale = useLocale()
  const columns = shownColumns(props.kind, props.mapping)
  return (
    <Table caption={props.caption}>
      <thead>
        <tr>
          <Th numeric>{t('row')}</Th>
          {columns.map((column) => (
            <Th key={column} numeric={isNumber(column)}>
              {columnName(props.kind, column, locale)}
            </Th>
          ))}
          <Th>{t('check')}</Th>
        </tr>
      </thead>
      {props.rows.map((row) => (
        <RowBody key={row.rowNo} {...props} row={row} columns={columns} />
      ))}
    </Table>
  )
}

type RowProps = ImportRowsProps & { row: ShownRow; columns: readonly string[] }

function RowBody({ row, columns, ...props }: RowProps) {
  const t = useTranslations('imports')
  const open = row.severity === 'blocker' || row.severity === 'held'
  const marked = new Set(row.findings.map(({ column }) => column))
  return (
    <tbody data-import-row={row.rowNo}>
      <tr className={open ? 'bg-warn-soft' : ''}>
        <Td numeric>{row.place}</Td>
        {columns.map((column) => (
          <Td key={column} numeric={isNumber(column)} className={classNames('max-w-64 break-words', open && marked.has(column) && 'text-bad font-semibold')}>
            {shown(column, row.now[column] ?? '')}
          </Td>
        ))}
        <Td>
          <Badge tone={TONES[row.severity]}>{t(`severities.${row.severity}`)}</Badge>
        </Td>
      </tr>
      <tr>
        <Td />
        <Td colSpan={columns.length + 1}>
          {/* On a phone the table is wider than the screen; what is wrong and what to do stay within it. */}
          <div className="max-sm:sticky max-sm:left-3 max-sm:max-w-[calc(100vw-8rem)]">
            <Decided row={row} />
            <Findings {...props} row={row} columns={columns} />
          </div>
        </Td>
      </tr>
    </tbody>
  )
}

function Decided({ row: { decision } }: { row: StoredRow }) {
  const t = useTranslations('imports.detail')
  return (
    <>
      {decision.corrections.map(({ column, was, now, reason, byName, at }) => (
        <p key={at} className="text-muted text-sm">
          {t('corrected', { name: byName, was: shown(column, was), now: shown(column, now), reason })}
        </p>
      ))}
      {decision.confirmed && <p className="text-muted text-sm">{t('confirmed', { name: decision.confirmed.byName, reason: decision.confirmed.reason })}</p>}
    </>
  )
}

const FEW_ROWS = 3

function Findings({ id, version, row, rows, mayCorrect }: RowProps) {
  const t = useTranslations('imports')
  const locale = useLocale()
  const isOpen = row.severity === 'blocker' || row.severity === 'held'
  const mayDecide = row.mayConfirm || (isOpen && mayCorrect)
  return row.findings.map((finding) => (
    <div key={`${finding.column} ${finding.code}`}>
      <p className="font-medium">{findingText(finding, t, locale)}</p>
      {finding.slips?.[0] && <p>{t(`slips.${finding.slips[0].kind}`)}</p>}
      {mayDecide && finding.severity !== 'warning' && (
        <details open={rows.length <= FEW_ROWS}>
          <summary className="text-accent w-fit cursor-pointer py-1">{t('decide.open')}</summary>
          <RowDecision
            id={id}
            version={version}
            rowNo={row.rowNo}
            column={finding.column}
            value={row.now[finding.column] ?? ''}
            suggestions={finding.slips?.map(({ value }) => value) ?? []}
            mayConfirm={row.mayConfirm}
            mayCorrect={mayCorrect}
          />
        </details>
      )}
    </div>
  ))
}
