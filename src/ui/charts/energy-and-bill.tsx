'use client'

import { Bar, CartesianGrid, ComposedChart, Legend, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { SERIES_COLOURS } from '../drawing/shapes'
import { forDrawing } from './chart-spec'
import type { EnergyAndBillProps } from './energy-and-bill-points'

const TICK = { fill: 'var(--muted)', fontSize: 12 }
const [ENERGY_COLOUR, AMOUNT_COLOUR] = SERIES_COLOURS

/** The drawing itself, loaded when it is shown. Numbers here are pixels to be; what people read comes ready-made. */
export default function EnergyAndBill({ points, words }: EnergyAndBillProps) {
  const data = points.map(({ label, energy, amount }) => ({ label, energy: forDrawing(energy), amount: forDrawing(amount) }))
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  const textOf = (key: 'energy' | 'amount', label: unknown): string => points.find((point) => point.label === label)?.[`${key}Text`] ?? ''
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={data} margin={{ top: 8, right: 8, left: 8, bottom: 0 }} accessibilityLayer>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="label" tick={TICK} stroke="var(--line)" />
        <YAxis yAxisId="energy" tick={TICK} stroke="var(--line)" width={56} domain={[(least: number) => Math.min(0, least), 'auto']} />
        <YAxis yAxisId="amount" orientation="right" tick={TICK} stroke="var(--line)" width={56} domain={[(least: number) => Math.min(0, least), 'auto']} />
        <Tooltip
          cursor={{ fill: 'var(--raised)' }}
          contentStyle={{ background: 'var(--surface)', border: '1px solid var(--line)', borderRadius: 6, color: 'var(--ink)' }}
          formatter={(_value, _name, item) => {
            const key = item.dataKey === 'amount' ? 'amount' : 'energy'
            return [textOf(key, (item.payload as { label?: string }).label), words[key]]
          }}
        />
        <Legend formatter={(key: string) => <span style={{ color: 'var(--ink)' }}>{key === 'amount' ? words.amount : words.energy}</span>} />
        <Bar yAxisId="energy" dataKey="energy" fill={ENERGY_COLOUR} isAnimationActive={!still} maxBarSize={36} />
        <Line yAxisId="amount" dataKey="amount" stroke={AMOUNT_COLOUR} strokeWidth={2} dot={{ r: 3 }} isAnimationActive={!still} />
      </ComposedChart>
    </ResponsiveContainer>
  )
}
