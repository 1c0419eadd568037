/**
 * Draws a chart of every difficult kind as a file and prints them as JSON, by name. A process of its own, under the condition
 * that server code needs.
 */
import { drawingSvg } from '@/features/chart-files/drawing-svg'
import type { ChartPoint, ChartSpec } from '@/ui/charts/chart-spec'
import { CHART_WIDTH, drawChart } from '@/ui/charts/draw-chart'

const point = (value: number | null): ChartPoint | null => (value === null ? null : { value: String(value), text: String(value), exact: `${value} 元` })
const MONTHS = ['2013年5月', '2013年6月', '2013年7月', '2013年8月']

const chart = (title: string, values: readonly (readonly (number | null)[])[], more: Partial<ChartSpec> = {}): ChartSpec => ({
  id: 'sample', kind: 'bars', title, labelHead: '月份', labels: MONTHS.slice(0, values[0]?.length ?? 0), unit: '元', unitPower: 0, fromZero: true, notes: [], locale: 'zh-CN',
  series: values.map((points, index) => ({ key: String(index), label: ['居民生活', '一般工商业', '农业生产'][index] ?? '', points: points.map(point) })),
  ...more,
})

const SAMPLES: Readonly<Record<string, ChartSpec>> = {
  'usual-bars': chart('各月电费', [[300, 340, 410, 420], [110, 120, 150, 150], [50, 52, 30, 37]]),
  empty: chart('没有数据', [[null, null, null, null]]),
  'one-month': chart('一个月', [[410], [150]]),
  'one-month-line': chart('一个月的走势', [[410], [150]], { kind: 'lines' }),
  'missing-month': chart('缺一个月', [[300, null, 410, 420]], { kind: 'lines' }),
  negative: chart('有负数', [[300, 120, 0, 60], [-80, -200, -40, 0]]),
  zeros: chart('全为零', [[0, 0, 0, 0], [0, 0, 0, 0]]),
  'very-large': chart('很大', [[2.4e14, 3.1e14, 9.9e14, 1.2e15]], { unit: '万元', unitPower: 4 }),
  waterfall: chart('电费变化的来由', [[-2591, 58253, 4076, -1, 0, 59737]], { kind: 'waterfall', labels: ['户数', '户均电量', '结构', '电价', '更正', '变化合计'] }),
  control: chart('差错率', [[0.4, 0.2, 1.9, 0.5]], { kind: 'control', unit: '%', control: { mean: '0.5', meanText: '平均 0.5 %', lowerHead: 'lower', upperHead: 'upper', limits: [1.2, 1.1, 1, 0.9].map((upper) => ({ lower: '0.1', upper: String(upper) })) } }),
  heat: chart('变化', [[4, -12, 60, null], [null, 0, -45, 8]], { kind: 'heat', unit: '%' }),
  'noted-line': chart('走势', [[300, 340, 410, 420], [280, 300, 340, 410]], { kind: 'lines', notes: [{ at: 2, text: '高温' }] }),
}

const drawn = Object.entries(SAMPLES).map(([name, spec]) => [name, drawingSvg({ drawing: drawChart(spec, CHART_WIDTH.wide), title: spec.title, lines: [] })])
process.stdout.write(JSON.stringify(Object.fromEntries(drawn)))
