import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { DomainError } from '@/domain/errors'
import { createUser, newUserSchema } from '@/features/identity/commands/create-user'
import { listUsers } from '@/features/identity/queries'
import { commandLineOperator } from '@/server/viewer'

const USAGE = `usage: user list
       user create --username NAME --name "Full name" --role ROLE (--stations CODE,… | --all-stations)
The password is read from standard input when it is piped in; otherwise one is made and printed.`

const OPTIONS = {
  username: { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string' },
  stations: { type: 'string' },
  'all-stations': { type: 'boolean' },
} as const

/** `user`: opens the first accounts of a real server. Exit code 2 when the call is wrong. */
export async function run([what, ...args]: readonly string[]): Promise<number> {
  if (what === 'list' && args.length === 0) {
    for (const { username, name, role, stations } of await listUsers()) process.stdout.write(`${[username, name, role, stations].join('\t')}\n`)
    return 0
  }
  return what === 'create' ? create(args) : refuse([USAGE])
}

async function create(args: readonly string[]): Promise<number> {
  let values
  try {
    values = parseArgs({ args: [...args], options: OPTIONS }).values
  } catch (error) {
    return refuse([error instanceof Error ? error.message : String(error), USAGE])
  }
  const piped = process.stdin.isTTY ? '' : await standardInput()
  const password = piped === '' ? randomBytes(12).toString('base64url') : piped
  const stations = values['all-stations'] ? 'all' : values.stations?.split(',')
  const parsed = newUserSchema.safeParse({ ...values, password, stations })
  if (!parsed.success) return refuse(parsed.error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`))
  try {
    await createUser(commandLineOperator(), parsed.data)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return refuse([`${error.code}: ${Object.values(error.params).join(', ')}`])
  }
  process.stdout.write(`created ${parsed.data.username}${piped === '' ? `, password ${password}` : ''}\n`)
  return 0
}

async function standardInput(): Promise<string> {
  let text = ''
  for await (const chunk of process.stdin.setEncoding('utf8')) text += String(chunk)
  return text.trim()
}

function refuse(lines: readonly string[]): number {
  process.stderr.write(`${lines.join('\n')}\n`)
  return 2
}
