// What a fresh clone needs before any TypeScript can run: this file and its callers use nothing but Node itself.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

const LEAST_NODE = [20, 19]

/** Installs the packages of the lock file unless they are there, and generates the database client. */
export function ensureInstalled() {
  assertNodeVersion()
  const stamp = path.join(root, 'node_modules/.tariff-audit-lock')
  const lock = digest('package-lock.json')
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
    note('Installing packages (once) …')
    if (npm('ci') !== 0 && npm('install') !== 0) fail('The packages could not be installed; see the lines above.')
    writeFileSync(stamp, lock)
  }
  generateClient()
}

function assertNodeVersion() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < LEAST_NODE[0] || (major === LEAST_NODE[0] && minor < LEAST_NODE[1])) {
    fail(`Node.js ${LEAST_NODE.join('.')} or newer is needed; this is ${process.versions.node}.`)
  }
}

// Messages and npm's own output go to standard error: a command's standard output is its answer.
function npm(command) {
  const args = [command, '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  return spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' }).status
}

function generateClient() {
  const stamp = path.join(root, 'src/generated/.schema')
  const schema = digest('prisma/schema.prisma')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === schema) return
  // `generate` needs no schema engine, but looks for one to download: any program that does nothing will do.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? process.execPath }
  const prisma = path.join(root, 'node_modules/prisma/build/index.js')
  const { status, stderr } = spawnSync(process.execPath, [prisma, 'generate'], { cwd: root, env, encoding: 'utf8' })
  if (status !== 0) fail(`The database client could not be generated:\n${stderr}`)
  writeFileSync(stamp, schema)
}

const digest = (file) => createHash('sha256').update(readFileSync(path.join(root, file))).digest('hex')

/** A line for the person, on standard error. */
export function note(text) {
  process.stderr.write(`${text}\n`)
}

export function fail(text) {
  note(text)
  process.exit(1)
}
