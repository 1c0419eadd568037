const WIDTH = 72
const HEIGHT = 26

/** A figure's course over some months, gaps left open; the exact values are in the charts and tables below. */
export function Sparkline({ values, label }: { values: readonly (bigint | null)[]; label: string }) {
  const known = values.filter((value) => value !== null)
  if (known.length === 0) return null
  const least = known.reduce((a, b) => (b < a ? b : a))
  const most = known.reduce((a, b) => (b > a ? b : a))
  // Pixels only: the ratio is taken in whole thousandths before it becomes a number.
  const y = (value: bigint) => (most === least ? HEIGHT / 2 : HEIGHT - 3 - (Number(((value - least) * 1000n) / (most - least)) * (HEIGHT - 6)) / 1000)
  const x = (index: number) => 3 + (index * (WIDTH - 6)) / Math.max(1, values.length - 1)
  const d = pathOf(values.map((value, index) => (value === null ? null : [x(index), y(value)])))
  const last = values.findLastIndex((value) => value !== null)
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} className="shrink-0">
      <path d={d} fill="none" stroke="var(--accent)" strokeWidth={1.5} />
      <circle cx={x(last)} cy={y(values[last] ?? 0n)} r={2.5} fill="var(--accent)" />
    </svg>
  )
}

/** A line through the points, lifted where there is none. */
function pathOf(points: readonly (readonly [x: number, y: number] | null)[]): string {
  return points.map((point, index) => (point === null ? '' : `${index > 0 && points[index - 1] ? 'L' : 'M'}${point.join(' ')}`)).join('')
}
