import { parseArgs } from 'node:util'
import { BRIDGE_STEPS } from '@/domain/change/bridge'
import { fen, fenToYuan } from '@/domain/money'
import { addMonths } from '@/domain/plain-date'
import { listStations } from '@/features/accounts/queries'
import { BRIDGE_BASES, revenueBridgeOf } from '@/features/dashboards/bridge-queries'
import { commandLineOperator } from '@/server/viewer'
import { askedMonths, askedStation } from './asked-scope'

const USAGE = 'usage: report bridge [--station NAME|CODE] --from YYYY-MM --to YYYY-MM [--base-from YYYY-MM --base-to YYYY-MM] [--basis posted|corrected] [--json]'

const OPTIONS = {
  station: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  'base-from': { type: 'string' },
  'base-to': { type: 'string' },
  basis: { type: 'string', default: 'posted' },
  json: { type: 'boolean', default: false },
} as const

/**
 * `report bridge`: why revenue changed between two periods, the steps adding up to the fen. Without an earlier period it is
 * the month before `--from`. Exit code 0, 1 when a period has no bills, 2 when the call is wrong.
 */
export async function runBridge(args: readonly string[]): Promise<number> {
  let values
  try {
    values = parseArgs({ args: [...args], options: OPTIONS }).values
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  }
  const after = askedMonths(values.from ?? '', values.to ?? '')
  if (typeof after === 'string') return refuse(after)
  const month = addMonths(after.from, -1)
  const before = values['base-from'] === undefined && values['base-to'] === undefined ? { from: month, to: month } : askedMonths(values['base-from'] ?? '', values['base-to'] ?? '')
  if (typeof before === 'string') return refuse(before)
  const basis = BRIDGE_BASES.find((name) => name === values.basis)
  if (!basis) return refuse(`--basis: expected ${BRIDGE_BASES.join(', ')}, found ${JSON.stringify(values.basis)}`)
  const viewer = commandLineOperator()
  const station = values.station === undefined ? null : askedStation(values.station, await listStations(viewer))
  if (typeof station === 'string') return refuse(station)
  const { bridge, complete } = await revenueBridgeOf(viewer, { stationId: station?.id, before, after, basis })
  const steps = BRIDGE_STEPS.map((step) => [step, fenToYuan(bridge[step])] as const)
  const report = {
    scope: { station: station && { code: station.code, name: station.name }, before, after, basis },
    fromYuan: fenToYuan(bridge.from), toYuan: fenToYuan(bridge.to), changeYuan: fenToYuan(fen(bridge.to - bridge.from)), volumeYuan: fenToYuan(bridge.volume),
    steps: Object.fromEntries(steps),
    categories: bridge.byCategory.map(({ category, price, mix }) => ({ code: category, priceYuan: fenToYuan(price), mixYuan: fenToYuan(mix) })),
  }
  const lines = [`revenue ${report.fromYuan} > ${report.toYuan} (${basis})`, ...steps.map(([step, yuan]) => `${step.padEnd(18)} ${yuan.padStart(16)}`), `${'change'.padEnd(18)} ${report.changeYuan.padStart(16)}`]
  process.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : `${lines.join('\n')}\n`)
  if (complete) return 0
  process.stderr.write('a period has no bills\n')
  return 1
}

function refuse(line: string): number {
  process.stderr.write(`${line}\n`)
  return 2
}
