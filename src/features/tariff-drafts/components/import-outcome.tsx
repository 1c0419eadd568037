'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { pathText, type Fault } from '@/domain/tariff/document-faults'
import { cellName, type CellFault } from '@/domain/tariff/price-table/price-cell'
import { Notice } from '@/ui/badge'
import { useFaultText } from './version-editor/issues'

interface VersionName {
  category: string
  effectiveFrom: string
}

interface Outcome {
  /** Of a price table, with the row of the file. */
  faults: readonly (Fault & { row?: number })[]
  drafted?: readonly (VersionName & { id: string })[]
  known?: readonly unknown[]
  older?: readonly (VersionName & { newest: string })[]
  changed?: readonly string[]
  /** Rows of a price table with cells that a person has to decide about. */
  waiting?: readonly { row: number; name: string; cells: readonly CellFault[] }[]
}

const MOST_SHOWN = 50

/** What an import came to: drafts to go on with, or each fault with its place. */
export function ImportOutcome({ outcome }: { outcome: Outcome }) {
  const t = useTranslations('tariffDrafts.importing')
  const faultText = useFaultText()
  if (outcome.faults.length > 0) {
    return (
      <Notice tone="bad" role="alert" title={t('faults')}>
        <ul className="text-sm">
          {outcome.faults.slice(0, MOST_SHOWN).map(({ row, path, message }) => (
            <li key={`${row ?? ''} ${pathText(path)} ${message}`}>
              {row !== undefined && `${t('row')} ${row} `}
              <code className="break-words">{pathText(path)}</code>: {faultText({ message })}
            </li>
          ))}
        </ul>
      </Notice>
    )
  }
  const { drafted = [], known = [], older = [], changed = [], waiting = [] } = outcome
  const inOrder = drafted.some(({ category }, index) => drafted.findIndex((other) => other.category === category) !== index)
  return (
    <Notice tone={waiting.length > 0 || older.length > 0 ? 'warn' : 'good'} role="status" title={t('drafted', { count: drafted.length })}>
      {known.length > 0 && <p>{t('known', { count: known.length })}</p>}
      {older.map(({ category, effectiveFrom, newest }) => (
        <p key={`${category} ${effectiveFrom}`}>{t('older', { category, date: effectiveFrom, newest })}</p>
      ))}
      {changed.map((category) => (
        <p key={category}>
          <Link href={`/tariffs/${category}`} className="underline">
            {t('headerChanged', { category })}
          </Link>
        </p>
      ))}
      {waiting.map(({ row, name, cells }) => (
        <p key={row}>{t('waiting', { name, cells: cells.map(cellName).join(', ') })}</p>
      ))}
      {inOrder && <p>{t('inOrder')}</p>}
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {drafted.map(({ id, category, effectiveFrom }) => (
          <li key={id}>
            <Link href={`/tariffs/drafts/${id}`} className="underline">
              {category} {effectiveFrom}
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
