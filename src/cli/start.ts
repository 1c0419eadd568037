import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { assertReachable } from '../server/postgres/assert-reachable'
import { isFree, startEmbedded, type EmbeddedServer } from '../server/postgres/embedded'
import { migrate } from '../server/postgres/migrate'
import { ensureBuilt } from './build'
import { databaseFolder, dataFolder, migrationsFolder, placesEnvironment, root } from './places'
import { adoptOrphan, releasePlace } from './ownership'
import { metricsToken, sessionSecret } from './secret'
import { serve } from './serve'

const DEMO_LOGINS = ['clerk', 'supervisor', 'qc', 'inspector', 'finance', 'admin', 'security', 'auditor']

const say = (text: string): void => void process.stdout.write(`${text}\n`)

/**
 * `npm start`: builds when the sources changed, starts the database unless `DATABASE_URL` names one, brings it up to date,
 * loads the demonstration once (into the embedded database only), serves until Ctrl-C, and stops both.
 */
export async function start({ development }: { development: boolean }): Promise<void> {
  const port = Number(process.env['PORT'] ?? '3000')
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return refuse(`PORT=${process.env['PORT'] ?? ''} is no port: expected a number from 1 to 65535.`)
  if (!(await isFree(port))) return refuse(`Port ${port} is in use. Is it running already? Otherwise choose another: PORT=${port + 1} npm start`)
  mkdirSync(dataFolder, { recursive: true })
  if (!development) ensureBuilt(say)

  const embedded = process.env['DATABASE_URL'] ? null : await startDatabase()
  const url = embedded?.url ?? process.env['DATABASE_URL'] ?? ''
  const owned = embedded !== null && (embedded.started || adoptOrphan(dataFolder))
  const stopDatabase = () => {
    if (owned) embedded.stop()
    releasePlace(dataFolder)
  }
  try {
    if (!embedded) await assertReachable(url)
    const applied = await migrate(url, migrationsFolder)
    if (applied.length > 0) say(`Database brought up to date: ${applied.length} migration(s).`)
    if (embedded) loadDemo(url)
    const secrets = { BETTER_AUTH_SECRET: process.env['BETTER_AUTH_SECRET'] ?? sessionSecret(dataFolder), METRICS_TOKEN: process.env['METRICS_TOKEN'] ?? metricsToken(dataFolder) }
    const environment = { DATABASE_URL: url, PORT: String(port), ...secrets, ...placesEnvironment }
    await serve({ development, environment, port, onReady: () => announce(port, embedded !== null) })
  } catch (error) {
    process.exitCode = 1
    say(error instanceof Error ? error.message : String(error))
  } finally {
    stopDatabase()
  }
}

function refuse(reason: string): void {
  say(reason)
  process.exitCode = 1
}

async function startDatabase(): Promise<EmbeddedServer> {
  say('Starting the embedded PostgreSQL …')
  return startEmbedded({ folder: databaseFolder })
}

function loadDemo(url: string): void {
  const { status } = spawnSync(process.execPath, [path.join(root, 'src/cli/cli.mjs'), 'demo', 'station', '--if-empty'], {
    stdio: 'inherit',
    env: { ...process.env, DATABASE_URL: url },
  })
  if (status !== 0) throw new Error('The demonstration could not be loaded; see the lines above.')
}

function announce(port: number, demo: boolean): void {
  say(`\n  Tariff Audit · 电价稽查   http://localhost:${port}\n`)
  if (demo) for (const name of DEMO_LOGINS) say(`  demo login   ${name.padEnd(11)} tariff-demo-${name}`)
  say('\n  Ctrl-C stops it.')
}
