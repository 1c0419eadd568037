'use client'

import { useTranslations } from 'next-intl'
import dynamic from 'next/dynamic'
import { useId, useState, useSyncExternalStore } from 'react'
import { Button } from '../button'
import { Card } from '../card'
import { Table, Td, Th } from '../table'
import type { ChartSeries, MonthlyChartProps } from './chart-data'

const MonthlyBars = dynamic(() => import('./monthly-bars'), { ssr: false, loading: () => <div className="bg-raised h-full animate-pulse rounded" /> })

const REDUCED = '(prefers-reduced-motion: reduce)'

function subscribeToMotion(changed: () => void) {
  const query = window.matchMedia(REDUCED)
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}

/** A chart by month with the same numbers as a table behind a switch; the script of the drawing comes when it is shown. */
export function MonthlyChart({ title, labels, series }: MonthlyChartProps & { title: string }) {
  const t = useTranslations('common')
  const id = useId().replace(/[^a-zA-Z0-9]/g, '')
  const [asTable, setAsTable] = useState(false)
  const reducedMotion = useSyncExternalStore(subscribeToMotion, () => window.matchMedia(REDUCED).matches, () => true)
  return (
    <Card
      title={title}
      actions={
        <div className="no-print flex gap-1">
          <Button variant="ghost" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {t(asTable ? 'chart' : 'table')}
          </Button>
          <Button variant="ghost" onClick={() => downloadCsv(title, labels, series)}>
            {t('downloadCsv')}
          </Button>
        </div>
      }
    >
      {labels.length === 0 ? (
        <p className="text-muted">{t('noData')}</p>
      ) : asTable ? (
        <ChartTable title={title} labels={labels} series={series} />
      ) : (
        <figure className="h-64" aria-label={title}>
          <MonthlyBars id={id} labels={labels} series={series} reducedMotion={reducedMotion} />
        </figure>
      )}
    </Card>
  )
}

function ChartTable({ title, labels, series }: MonthlyChartProps & { title: string }) {
  const t = useTranslations('common')
  return (
    <Table caption={title}>
      <thead>
        <tr>
          <Th>{t('month')}</Th>
          {series.map(({ key, label }) => (
            <Th key={key} numeric>
              {label}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {labels.map((label, index) => (
          <tr key={label}>
            <Td>{label}</Td>
            {series.map(({ key, points }) => (
              <Td key={key} numeric>
                {points[index]?.text}
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

/** The exact values as CSV, with a byte-order mark so that Excel reads the Chinese. */
function downloadCsv(title: string, labels: readonly string[], series: readonly ChartSeries[]): void {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  const lines = [['', ...series.map(({ label }) => label)].map(quoted), ...labels.map((label, index) => [quoted(label), ...series.map(({ points }) => points[index]?.value ?? '')])]
  const file = new Blob([`\uFEFF${lines.map((line) => line.join(',')).join('\r\n')}\r\n`], { type: 'text/csv;charset=utf-8' })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = `${title}.csv`
  link.click()
  URL.revokeObjectURL(link.href)
}
