import { getTranslations } from 'next-intl/server'
import { isRule } from '@/domain/suspects/expected-recovery'
import { Card } from '@/ui/card'
import { EmptyState } from '@/ui/empty-state'
import { formatCount } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import type { HitRateRow, HitRates } from '../results-queries'
import { shareText } from './campaign-table'

/** How often a visit found something: by rule, by inspector, by campaign. */
export async function HitRatesCard({ rates, title }: { rates: HitRates; title: string }) {
  const [t, suspects] = await Promise.all([getTranslations('campaigns.rates'), getTranslations('suspects.rules')])
  const parts = [
    { name: 'byRule', rows: rates.byRule.map((row) => ({ ...row, label: isRule(row.key) ? suspects(row.key) : t('noRule') })) },
    { name: 'byInspector', rows: rates.byInspector.map((row) => ({ ...row, label: row.key })) },
    { name: 'byCampaign', rows: rates.byCampaign.map((row) => ({ ...row, label: row.name })) },
  ] as const
  if (rates.byInspector.length === 0) return <Card title={title}><EmptyState title={t('none')} /></Card>
  return (
    <Card flush title={title}>
      <div className="grid gap-4 lg:grid-cols-3">
        {parts.map(({ name, rows }) => (
          <RateTable key={name} caption={t(name)} rows={rows} words={{ inspected: t('inspected'), hits: t('hits'), rate: t('rate') }} />
        ))}
      </div>
    </Card>
  )
}

interface RateTableProps {
  caption: string
  rows: readonly (HitRateRow & { label: string })[]
  words: { inspected: string; hits: string; rate: string }
}

const RateTable = ({ caption, rows, words }: RateTableProps) => (
  <Table caption={caption}>
    <thead>
      <tr>
        <Th>{caption}</Th>
        <Th numeric>{words.inspected}</Th>
        <Th numeric>{words.hits}</Th>
        <Th numeric>{words.rate}</Th>
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr key={row.key}>
          <Td>{row.label}</Td>
          <Td numeric>{formatCount(row.inspected)}</Td>
          <Td numeric>{formatCount(row.hits)}</Td>
          <Td numeric>{shareText(row.hits, row.inspected)}</Td>
        </tr>
      ))}
    </tbody>
  </Table>
)
