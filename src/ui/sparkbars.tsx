import { wh } from '@/domain/energy'
import type { BillingMonth } from '@/domain/plain-date'
import { formatKwh, formatMonth, type FormatLocale } from './format'

interface SparkbarsProps {
  label: string
  values: readonly { month: BillingMonth; energyWh: bigint }[]
  locale: FormatLocale
}

const HEIGHT = 64
const BAR = 22
const GAP = 6

/** A small bar chart of monthly energy, drawn on the server; the exact figures are in the table beside it. */
export function Sparkbars({ label, values, locale }: SparkbarsProps) {
  const most = values.reduce((max, { energyWh }) => (energyWh > max ? energyWh : max), 1n)
  const width = values.length * (BAR + GAP)
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${width} ${HEIGHT + 14}`} className="h-24 max-w-full" preserveAspectRatio="xMinYMax meet">
      {values.map(({ month, energyWh }, index) => {
        // Pixels only: the ratio is taken in whole thousandths before it becomes a number.
        const height = energyWh <= 0n ? 1 : Math.max(1, (Number((energyWh * 1000n) / most) * HEIGHT) / 1000)
        const x = index * (BAR + GAP)
        return (
          <g key={month}>
            <title>{`${formatMonth(month, locale)} · ${formatKwh(wh(energyWh))} kWh`}</title>
            <rect x={x} y={HEIGHT - height} width={BAR} height={height} rx={2} fill="var(--accent)" />
            <text x={x + BAR / 2} y={HEIGHT + 11} textAnchor="middle" fontSize="9" fill="var(--muted)">
              {Number(month.slice(5))}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
