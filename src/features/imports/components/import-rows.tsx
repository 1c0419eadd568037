import { useTranslations } from 'next-intl'
import { COLUMNS, type Column } from '@/domain/imports/category-months'
import { readDecimal } from '@/domain/imports/read-cells'
import { Badge } from '@/ui/badge'
import { classNames } from '@/ui/class-names'
import { grouped } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import type { ImportDetail } from '../queries'
import { correctedCells, isOpen, type StoredRow } from '../stored-rows'
import { RowDecision } from './row-decision'

const NUMERIC: readonly Column[] = ['accounts', 'energyKwh', 'amountYuan']

const shown = (column: Column, text: string): string => {
  const decimal = NUMERIC.includes(column) ? readDecimal(text) : null
  return decimal === null ? text : grouped(decimal)
}

/** The file's rows with what was found marked in its cell, and below it what to do. */
export function ImportRows({ batch, mayDecide }: { batch: ImportDetail; mayDecide: boolean }) {
  const t = useTranslations('imports.detail')
  return (
    <Table caption={t('rows')}>
      <thead>
        <tr>
          <Th numeric>{t('row')}</Th>
          {COLUMNS.map((column) => (
            <Th key={column} numeric={NUMERIC.includes(column)}>
              {t(column)}
            </Th>
          ))}
          <Th>{t('check')}</Th>
        </tr>
      </thead>
      {batch.rows.map((row) => (
        <RowBody key={row.rowNo} batch={batch} row={row} mayDecide={mayDecide && batch.state === 'checked'} />
      ))}
    </Table>
  )
}

function RowBody({ batch, row, mayDecide }: { batch: ImportDetail; row: StoredRow; mayDecide: boolean }) {
  const t = useTranslations('imports.detail')
  const cells = correctedCells(row)
  const open = isOpen(row)
  const marked = new Set(open ? row.findings.map(({ column }) => column) : [])
  return (
    <tbody data-import-row={row.rowNo}>
      <tr className={open ? 'bg-warn-soft' : ''}>
        <Td numeric>{row.rowNo}</Td>
        {COLUMNS.map((column) => (
          <Td key={column} numeric={NUMERIC.includes(column)} className={classNames(marked.has(column) && 'text-bad font-semibold')}>
            {shown(column, cells[column])}
          </Td>
        ))}
        <Td>{open ? null : <Badge tone="good">{t('ok')}</Badge>}</Td>
      </tr>
      {(open || row.decision.corrections.length > 0 || row.decision.confirmed) && (
        <tr>
          <Td />
          <Td colSpan={COLUMNS.length + 1}>
            <Decided row={row} />
            {open && <Findings batch={batch} row={row} mayDecide={mayDecide} />}
          </Td>
        </tr>
      )}
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

function Findings({ batch, row, mayDecide }: { batch: ImportDetail; row: StoredRow; mayDecide: boolean }) {
  const t = useTranslations('imports')
  return row.findings.map((finding) => (
    <div key={`${finding.column} ${finding.code}`}>
      <p className="font-medium">{t(`findings.${finding.code}`, { ...PLACEHOLDERS, ...readable(finding.params) })}</p>
      {finding.slips?.[0] && <p>{t(`slips.${finding.slips[0].kind}`)}</p>}
      {mayDecide && (
        <RowDecision
          id={batch.id}
          version={batch.version}
          rowNo={row.rowNo}
          column={finding.column}
          value={correctedCells(row)[finding.column]}
          suggestions={finding.slips?.map(({ value }) => value) ?? []}
          mayConfirm={row.findings.every(({ severity }) => severity === 'held')}
        />
      )}
    </div>
  ))
}

const PLACEHOLDERS = { value: '', expected: '', price: '', priceLow: '', priceHigh: '', amountLow: '', amountHigh: '', energyKwh: '' }

/** Amounts with separators. */
const readable = (params: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, /^(amount|energy)/.test(name) ? grouped(value) : value]))
