import { checkServer } from '@/features/server-checks/commands/check-server'
import { now } from '@/server/clock'
import { commandLineOperator } from '@/server/viewer'

/** `check`: the daily check of the server, put on record. Exit code 0 all is well, 1 something is not, 2 wrong call. */
export async function run(args: readonly string[]): Promise<number> {
  const [option, ...rest] = args
  if ((option !== undefined && option !== '--json') || rest.length > 0) {
    process.stderr.write('usage: check [--json]\n')
    return 2
  }
  const checked = await checkServer(commandLineOperator(), now())
  if (option === '--json') process.stdout.write(`${JSON.stringify(checked, null, 1)}\n`)
  else for (const { item, state } of checked.findings) process.stdout.write(`${state.padEnd(5)} ${item}\n`)
  return checked.state === 'bad' ? 1 : 0
}
