import { mkdirSync } from 'node:fs'
import { databaseFolder, lastMigration, migrationsFolder, placesEnvironment, version } from './places'

interface Command {
  summary: string
  /** Whether it reads or writes the database, and takes it up to date or as it is. */
  database: boolean | 'as-it-is'
  load: () => Promise<{ run: (args: string[]) => Promise<number> }>
}

const COMMANDS: Record<string, Command> = {
  rate: { summary: 'rate a file of the tariff format', database: false, load: () => import('./rate') },
  import: { summary: 'check a file, correct what is held, commit it', database: true, load: () => import('./import') },
  report: { summary: 'the figures of the dashboard', database: true, load: () => import('./report') },
  suspects: { summary: 'rank accounts of one class that look like another', database: false, load: () => import('./suspects') },
  audit: { summary: 'check every bill of a month against the assignment on record', database: true, load: () => import('./audit') },
  verify: { summary: 'recompute every total and name each drift', database: true, load: () => import('./verify') },
  orders: { summary: 'look whether applied work orders were followed by later bills', database: true, load: () => import('./orders') },
  worker: { summary: 'run the jobs that pages ask for, until stopped', database: true, load: () => import('./worker') },
  backup: { summary: 'back up the books and files, list, check and prove backups', database: true, load: () => import('./backup') },
  restore: { summary: 'fill an empty database from a backup, with a proof', database: 'as-it-is', load: () => import('./restore') },
  check: { summary: 'the daily check of the server', database: true, load: () => import('./check') },
  user: { summary: 'create and list users', database: true, load: () => import('./user') },
  demo: { summary: 'load the demonstration station', database: true, load: () => import('./demo') },
  migrate: { summary: 'bring the database up to date', database: true, load: () => import('./migrate') },
}

const usage = (): string =>
  ['usage: npm run -s cli -- COMMAND …', ...Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(8)} ${summary}`)].join('\n')

async function main([name = '', ...args]: string[]): Promise<number> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command) {
    process.stderr.write(`${name === '' ? '' : `unknown command ${name}\n`}${usage()}\n`)
    return 2
  }
  Object.assign(process.env, placesEnvironment, { APP_VERSION: version, LAST_MIGRATION: lastMigration, ...(name === 'worker' ? {} : { LOG_TO: 'stderr' }) })
  if (!command.database) return (await command.load()).run(args)
  const release = await ensureDatabase(command.database === true).catch(refuse)
  if (!release) return 2
  try {
    return await (await command.load()).run(args)
  } finally {
    const { disconnect } = await import('@/server/db')
    await disconnect()
    release()
  }
}

function refuse(error: unknown): null {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  return null
}

/** Without DATABASE_URL the embedded server is used: the running one, or one started for this command. */
async function ensureDatabase(upToDate: boolean): Promise<() => void> {
  const given = process.env['DATABASE_URL']
  if (given) {
    const { assertReachable } = await import('@/server/postgres/assert-reachable')
    await assertReachable(given)
    return () => undefined
  }
  const [{ startEmbedded }, { migrate }] = await Promise.all([import('@/server/postgres/embedded'), import('@/server/postgres/migrate')])
  mkdirSync(databaseFolder, { recursive: true })
  const server = await startEmbedded({ folder: databaseFolder })
  const stop = () => (server.started ? server.stop() : undefined)
  try {
    if (upToDate) await migrate(server.url, migrationsFolder)
  } catch (error) {
    stop()
    throw error
  }
  process.env['DATABASE_URL'] = server.url
  return stop
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  return 1
})
// Told to stop, it has closed everything it had; a timer that a library still has must not keep whoever waits for its end.
if (process.argv[2] === 'worker') process.exit()
