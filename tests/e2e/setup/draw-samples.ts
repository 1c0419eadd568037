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
  id: 'sample', kind: 'bars', title, labelHead: '月份', labels: MONTHS.slice(0, values[0]?.length ?? 0), unit: '元', unitPower: 0, fromZero: true, notes: [], locale: 'zh-CN', covers: '',
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
  'english-waterfall': chart('How the change comes about', [[-2591, 58253, 4076, -1, 0, 0, 0, 59737]], {
    kind: 'waterfall', locale: 'en', unit: 'yuan', labels: ['Accounts', 'Energy per account', 'Mix', 'Price', 'Corrections', 'Back-billing posted', 'Residual', 'Total change'],
  }),
  ranked: chart('电费变化最大', [[-1724, 1606, 0, 333, -241]], { kind: 'ranked', labels: ['张家寨3号台区', '吕家铺2号台区', '杨家庄1号台区', '徐家湾3号台区', '名字很长很长的一个台区，写不下的部分要截去'] }),
  'many-months-heat': chart('变化', [Array.from({ length: 24 }, (_, month) => (month % 5 === 0 ? null : (month - 12) * 4))], {
    kind: 'heat', unit: '%', labels: Array.from({ length: 24 }, (_, month) => String(month + 1)), notes: [{ at: 7, text: '高温' }],
  }),
  'noted-line': chart('走势', [[300, 340, 410, 420], [280, 300, 340, 410]], { kind: 'lines', notes: [{ at: 2, text: '高温' }] }),
}

/** As a phone has them: the steps of a change stand one below the other there. */
const NARROW = ['usual-bars', 'english-waterfall', 'ranked', 'heat'] as const

const drawn = [
  ...Object.entries(SAMPLES).map(([name, spec]) => [name, spec, CHART_WIDTH.wide] as const),
  ...NARROW.flatMap((name) => (SAMPLES[name] ? [[`narrow-${name}`, SAMPLES[name], CHART_WIDTH.narrow] as const] : [])),
].map(([name, spec, width]) => [name, drawingSvg({ drawing: drawChart(spec, width), title: spec.title, lines: [] })])
process.stdout.write(JSON.stringify(Object.fromEntries(drawn)))
