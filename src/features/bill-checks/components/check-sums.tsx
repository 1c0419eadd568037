import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import type { Station } from '@/features/accounts/queries'
import { categoryIndex } from '@/features/tariffs/queries'
import { fen } from '@/domain/money'
import { Card } from '@/ui/card'
import { categoryName } from '@/ui/category-name'
import { formatCount, formatSignedYuan } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import { withParams } from '@/ui/url'
import type { CheckSum } from '../queries'
import type { FoundKind } from '../schemas'

interface CheckSumsProps {
  sums: readonly CheckSum[]
  stations: readonly Station[]
  /** The filter in the address, to which a row adds its own. */
  params: { month: string; station?: string | undefined }
}

interface Line {
  key: string
  label: string
  href: string
  of: readonly CheckSum[]
}

/** How the bills came out by kind, category and station; each line leads to its bills. */
export async function CheckSums({ sums, stations, params }: CheckSumsProps) {
  const [t, locale, { byId }] = await Promise.all([getTranslations('billChecks'), getLocale(), categoryIndex()])
  const missed = sums.filter(({ outcome }) => outcome !== 'match')
  const kinds = distinct(missed.map(({ kind }) => kind)).map((kind): Line => ({
    key: kind, label: t(`kinds.${kind as FoundKind}`), href: withParams('/bill-checks', { ...params, kind }), of: missed.filter((sum) => sum.kind === kind),
  }))
  const categories = distinct(sums.map(({ categoryId }) => categoryId)).map((id): Line => ({
    key: String(id), label: categoryName(byId.get(id), locale), href: withParams('/bill-checks', { ...params, category: byId.get(id)?.code }), of: sums.filter((sum) => sum.categoryId === id),
  }))
  const places = distinct(sums.map(({ stationId }) => stationId)).map((id): Line => {
    const station = stations.find((one) => one.id === id)
    return { key: String(id), label: station?.name ?? String(id), href: withParams('/bill-checks', { ...params, station: station?.code }), of: sums.filter((sum) => sum.stationId === id) }
  })
  return (
    <div className="mb-4 grid gap-4 xl:grid-cols-2">
      {kinds.length > 0 && <SumTable title={t('byKind')} lines={kinds} columns={{ bills: t('bills'), difference: t('difference') }} />}
      <SumTable title={t('byCategory')} lines={categories} columns={outcomeColumns(t)} />
      {places.length > 1 && <SumTable title={t('byStation')} lines={places} columns={outcomeColumns(t)} />}
    </div>
  )
}

interface Columns {
  bills: string
  difference: string
  match?: string
  differs?: string
  uncheckable?: string
}

const outcomeColumns = (t: Awaited<ReturnType<typeof getTranslations<'billChecks'>>>): Columns => ({
  bills: t('bills'), match: t('outcomes.match'), differs: t('outcomes.differs'), uncheckable: t('outcomes.uncheckable'), difference: t('difference'),
})

const OUTCOMES = ['match', 'differs', 'uncheckable'] as const

function SumTable({ title, lines, columns }: { title: string; lines: readonly Line[]; columns: Columns }) {
  const shown = OUTCOMES.filter((outcome) => columns[outcome] !== undefined)
  return (
    <Card flush title={title}>
      <Table caption={title}>
        <thead>
          <tr>
            <Th>{title}</Th>
            <Th numeric>{columns.bills}</Th>
            {shown.map((outcome) => (
              <Th key={outcome} numeric>
                {columns[outcome]}
              </Th>
            ))}
            <Th numeric>{columns.difference}</Th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, label, href, of }) => (
            <tr key={key}>
              <Td>
                <Link href={href} className="text-accent hover:underline">
                  {label}
                </Link>
              </Td>
              <Td numeric>{formatCount(billsOf(of))}</Td>
              {shown.map((outcome) => (
                <Td key={outcome} numeric>
                  {formatCount(billsOf(of.filter((sum) => sum.outcome === outcome)))}
                </Td>
              ))}
              <Td numeric>{formatSignedYuan(fen(of.reduce((total, sum) => total + sum.differenceFen, 0n)))}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  )
}

const distinct = <Value,>(values: readonly Value[]): Value[] => [...new Set(values)]
export const billsOf = (sums: readonly CheckSum[]): number => sums.reduce((total, { bills }) => total + bills, 0)
