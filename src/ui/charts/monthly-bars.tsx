'use client'

import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { PATTERNS, SERIES_COLOURS, SeriesPatterns } from './series-patterns'
import type { MonthlyChartProps } from './chart-data'

/** The drawing itself, loaded when it is needed. Numbers here are pixels to be; what people read comes ready-made. */
export default function MonthlyBars({ id, labels, series, reducedMotion }: MonthlyChartProps & { id: string; reducedMotion: boolean }) {
  const data = labels.map((label, index) =>
    Object.fromEntries([['label', label], ...series.map(({ key, points }) => [key, Number(points[index]?.value ?? 0)] as const)]),
  )
  const exact = (key: string, label: string) => series.find((one) => one.key === key)?.points[labels.indexOf(label)]?.text ?? ''
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={data} margin={{ top: 8, right: 8, left: 8, bottom: 0 }} accessibilityLayer>
        <defs>
          <SeriesPatterns id={id} />
        </defs>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="label" tick={{ fill: 'var(--muted)', fontSize: 12 }} stroke="var(--line)" />
        <YAxis tick={{ fill: 'var(--muted)', fontSize: 12 }} stroke="var(--line)" width={64} tickFormatter={compact} domain={[(least: number) => Math.min(0, least), 'auto']} />
        <Tooltip
          cursor={{ fill: 'var(--raised)' }}
          contentStyle={{ background: 'var(--surface)', border: '1px solid var(--line)', borderRadius: 6, color: 'var(--ink)' }}
          formatter={(_value, _name, item) => {
            const key = String(item.dataKey)
            return [exact(key, String((item.payload as { label?: string }).label ?? '')), series.find((one) => one.key === key)?.label ?? key]
          }}
        />
        <Legend formatter={(key: string) => <span style={{ color: 'var(--ink)' }}>{series.find((one) => one.key === key)?.label ?? key}</span>} />
        {series.map(({ key }, index) => (
          <Bar
            key={key}
            dataKey={key}
            stackId="all"
            isAnimationActive={!reducedMotion}
            animationDuration={300}
            fill={`url(#${id}-${PATTERNS[index % PATTERNS.length] ?? 'plain'}-${index % SERIES_COLOURS.length})`}
            stroke={SERIES_COLOURS[index % SERIES_COLOURS.length] ?? 'var(--accent)'}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  )
}

/** Axis labels: 1,200,000 → 1.2M; the exact figures are in the tooltip and the table. */
const compact = (value: number): string => COMPACT.format(value)
const COMPACT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })
