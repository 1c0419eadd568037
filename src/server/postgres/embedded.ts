/** A real PostgreSQL beside the application, for a machine that has none: made, started and stopped here. */
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { programFolder, serverIdentity, type ServerIdentity } from './binaries'
import { reachableFolder } from './reachable-folder'

const USER = 'tariff_audit'
const DATABASE = 'tariff_audit'

const STARTS = 20
const STARTS_APART_MS = 250

/** What is remembered of the server between starts, in `server.json` (readable by its owner only). */
interface Remembered {
  port: number
  password: string
}

export interface EmbeddedServer {
  /** Connection address of the application's database. */
  url: string
  /** Whether this call started it; false when it was running already. */
  started: boolean
  stop: () => void
}

export interface EmbeddedOptions {
  /** Where its data and `server.json` are kept. */
  folder: string
  /** For tests: gives up durability for speed. */
  throwaway?: boolean
}

/**
 * Starts the server, or finds it running. After a crash of either side the next start recovers. @throws Error saying what
 * to do when the platform has no binaries or the server does not come up.
 */
export async function startEmbedded({ folder, throwaway = false }: EmbeddedOptions): Promise<EmbeddedServer> {
  const identity = serverIdentity()
  const home = reachableFolder(folder, identity)
  const programs = programFolder(identity)
  const run = (program: string, args: string[]) => runProgram(programs, identity, program, args)
  const data = path.join(home, 'data')
  const remembered = recall(home) ?? { port: await freePort(), password: randomBytes(24).toString('base64url') }
  if (!existsSync(path.join(data, 'PG_VERSION'))) initialise(home, data, remembered, identity, run)
  const stop = () => void run('pg_ctl', ['-D', data, '-m', 'fast', '-w', 'stop'])
  const isUp = () => run('pg_ctl', ['-D', data, 'status']).status === 0
  if (await answersWhile(isUp, addressOf(remembered))) return { url: addressOf(remembered), started: false, stop }

  const port = (await isFree(remembered.port)) ? remembered.port : await freePort()
  remember(home, { ...remembered, port })
  const start = () => run('pg_ctl', ['-D', data, '-w', '-t', '120', '-l', path.join(home, 'server.log'), '-o', serverOptions(port, throwaway), 'start'])
  let result = start()
  // Of a server that was killed some processes may outlive it for a moment, and keep the next from starting.
  for (let attempt = 0; attempt < STARTS && result.status !== 0 && tail(path.join(home, 'server.log')).includes('still in use'); attempt += 1) {
    await wait(STARTS_APART_MS)
    result = start()
  }
  if (result.status !== 0) throw new Error(`PostgreSQL did not start; its log is ${path.join(home, 'server.log')}\n${tail(path.join(home, 'server.log'))}`)
  await ensureDatabase(addressOf({ ...remembered, port }))
  return { url: addressOf({ ...remembered, port }), started: true, stop }
}

/** The address of a server that is running already, or null. */
export function runningEmbedded(folder: string): string | null {
  const identity = serverIdentity()
  const home = reachableFolder(folder, identity)
  const remembered = recall(home)
  if (!remembered || !existsSync(path.join(home, 'data', 'postmaster.pid'))) return null
  const status = runProgram(programFolder(identity), identity, 'pg_ctl', ['-D', path.join(home, 'data'), 'status'])
  return status.status === 0 ? addressOf(remembered) : null
}

type Run = (program: string, args: string[]) => { status: number | null; stderr: string }

function runProgram(programs: string, identity: ServerIdentity, program: string, args: string[]) {
  const env = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8', TZ: 'UTC', NODE_ENV: process.env.NODE_ENV }
  // Detached from the terminal: Ctrl-C reaches us, and we stop the server in order.
  return spawnSync(path.join(programs, program), args, { ...identity, cwd: '/', env, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] })
}

function initialise(home: string, data: string, remembered: Remembered, identity: ServerIdentity, run: Run): void {
  const passwordFile = path.join(home, 'password')
  rmSync(data, { recursive: true, force: true })
  mkdirSync(data, { recursive: true, mode: 0o700 })
  writeFileSync(passwordFile, remembered.password, { mode: 0o600 })
  if (identity.uid !== undefined && identity.gid !== undefined) {
    for (const owned of [home, data, passwordFile]) chownSync(owned, identity.uid, identity.gid)
  }
  const result = run('initdb', [
    '-D', data, '-U', USER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8',
    '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C.UTF-8', '--no-instructions',
  ])
  rmSync(passwordFile)
  if (result.status !== 0) {
    rmSync(data, { recursive: true, force: true })
    throw new Error(`PostgreSQL could not be set up in ${data}\n${result.stderr}`)
  }
  remember(home, remembered)
}

const serverOptions = (port: number, throwaway: boolean): string =>
  [
    `-p ${port}`,
    "-c listen_addresses=127.0.0.1 -c unix_socket_directories=''",
    '-c shared_buffers=256MB -c max_connections=60',
    ...(throwaway ? ['-c fsync=off -c synchronous_commit=off -c full_page_writes=off'] : []),
  ].join(' ')

function recall(home: string): Remembered | null {
  const file = path.join(home, 'server.json')
  if (!existsSync(file)) return null
  return JSON.parse(readFileSync(file, 'utf8')) as Remembered
}

function remember(home: string, remembered: Remembered): void {
  const file = path.join(home, 'server.json')
  writeFileSync(file, JSON.stringify(remembered), { mode: 0o600 })
  chmodSync(file, 0o600)
}

const addressOf = ({ port, password }: Remembered, database = DATABASE): string =>
  `postgresql://${USER}:${password}@127.0.0.1:${port}/${database}`

/** The address of another database on the same server. */
export function addressOfDatabase(url: string, database: string): string {
  const other = new URL(url)
  other.pathname = `/${database}`
  return other.toString()
}

/** Waits for a server that is up: it may be recovering, or dying after a kill, in which case the answer is false. */
async function answersWhile(isUp: () => boolean, url: string): Promise<boolean> {
  while (isUp()) {
    const client = new pg.Client({ connectionString: url })
    const answered = await client.connect().then(() => true, (error: unknown) => isRefusal(error))
    await client.end().catch(() => undefined)
    if (answered) return true
    await wait(50)
  }
  return false
}

/** The server is there and says no (a wrong database, say), unlike one that is not there or not ready. */
const isRefusal = (error: unknown): boolean => error instanceof pg.DatabaseError && !error.code?.startsWith('57')

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: addressOfDatabase(url, 'postgres') })
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`)
  } finally {
    await client.end()
  }
}

export const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = net.createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })

/** A free port of this machine, chosen by the system. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port'))))
    })
  })

const tail = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(-12).join('\n') : '')
