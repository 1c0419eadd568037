import { BRIDGE_STEPS } from '@/domain/change/bridge'
import { fen, fenToYuan } from '@/domain/money'
import { addMonths } from '@/domain/plain-date'
import { BRIDGE_BASES, revenueBridgeOf, type BridgeBasis } from '@/features/dashboards/bridge-queries'
import { askedMonths } from './asked-scope'
import { reportCommand, type Asked, type Made } from './report-command'

/**
 * `report bridge`: why revenue changed between two periods, the steps adding up to the fen. Without an earlier period it is
 * the month before `--from`.
 */
export const runBridge = reportCommand({ name: 'bridge', choice: { option: 'basis', values: BRIDGE_BASES }, own: ['base-from', 'base-to'], make })

async function make({ viewer, station, range: after, choice: basis, own }: Asked<BridgeBasis>): Promise<Made | string> {
  const month = addMonths(after.from, -1)
  const before = Object.keys(own).length === 0 ? { from: month, to: month } : askedMonths(own['base-from'] ?? '', own['base-to'] ?? '', 'base-')
  if (typeof before === 'string') return before
  const { bridge, complete } = await revenueBridgeOf(viewer, { stationId: station?.id, before, after, basis })
  const steps = BRIDGE_STEPS.map((step) => [step, fenToYuan(bridge[step])] as const)
  const json = {
    scope: { station: station && { code: station.code, name: station.name }, before, after, basis },
    fromYuan: fenToYuan(bridge.from), toYuan: fenToYuan(bridge.to), changeYuan: fenToYuan(fen(bridge.to - bridge.from)), volumeYuan: fenToYuan(bridge.volume),
    steps: Object.fromEntries(steps),
    categories: bridge.byCategory.map(({ category, price, mix }) => ({ code: category, priceYuan: fenToYuan(price), mixYuan: fenToYuan(mix) })),
  }
  const lines = [`revenue ${json.fromYuan} > ${json.toYuan} (${basis})`, ...[...steps, ['change', json.changeYuan] as const].map(([step, yuan]) => `${step.padEnd(18)} ${yuan.padStart(16)}`)]
  return { json, text: `${lines.join('\n')}\n`, missing: complete ? null : 'a period has no bills' }
}
