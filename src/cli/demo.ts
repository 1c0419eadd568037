import { loadInspections } from '@/features/demo/commands/load-inspections'
import { loadOrders } from '@/features/demo/commands/load-orders'
import { loadStation } from '@/features/demo/commands/load-station'
import { loadUsers } from '@/features/demo/commands/load-users'
import { DomainError } from '@/domain/errors'
import { now } from '@/server/clock'
import { commandLineOperator } from '@/server/viewer'
import { run as runCompany, USAGE as COMPANY_USAGE } from './demo-company'

const USAGE = `usage: demo station [--if-empty]\n${COMPANY_USAGE.replace('usage:', '      ')}`

/** `demo station` loads the demonstration station and its users, `demo company` a whole company; safe to repeat. */
export async function run(args: readonly string[]): Promise<number> {
  const [what, ...options] = args
  if (what === 'company') return runCompany(options)
  if (what !== 'station' || options.some((option) => option !== '--if-empty')) {
    process.stderr.write(`${USAGE}\n`)
    return 2
  }
  const began = performance.now()
  try {
    const outcome = await loadStation(commandLineOperator(), now(), { ifEmpty: options.includes('--if-empty') })
    if (outcome !== 'other-data') {
      await loadUsers(commandLineOperator())
      await loadOrders(commandLineOperator(), now())
      await loadInspections(commandLineOperator())
    }
    if (outcome === 'loaded') process.stdout.write(`Demonstration station loaded in ${Math.round((performance.now() - began) / 100) / 10} s.\n`)
    else if (!options.includes('--if-empty')) process.stdout.write('The demonstration station is there already; nothing was changed.\n')
    return 0
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    process.stderr.write(`Station code ${String(error.params['code'])} belongs to ${String(error.params['name'])}: the demonstration was not loaded.\n`)
    return 1
  }
}
