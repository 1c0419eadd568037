import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './places'

const INPUTS = ['src', 'public', 'prisma/schema.prisma', 'prisma/migrations', 'next.config.ts', 'postcss.config.mjs', 'tsconfig.json', 'package-lock.json']
const STAMP = path.join(root, '.next/tariff-audit-build')

/** Where the built server stands; see `output: 'standalone'`. */
export const standaloneServer = path.join(root, '.next/standalone/server.js')

/** Builds the application unless the last build was of the same sources. */
export function ensureBuilt(say: (text: string) => void): void {
  const fingerprint = sourceFingerprint()
  if (existsSync(STAMP) && existsSync(standaloneServer) && readFileSync(STAMP, 'utf8') === fingerprint) return
  say('Building (when the sources changed) …')
  const next = path.join(root, 'node_modules/next/dist/bin/next')
  const { status, stdout, stderr } = spawnSync(process.execPath, [next, 'build'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  })
  if (status !== 0) throw new Error(`The build failed:\n${stdout}${stderr}`)
  cpSync(path.join(root, '.next/static'), path.join(root, '.next/standalone/.next/static'), { recursive: true })
  cpSync(path.join(root, 'public'), path.join(root, '.next/standalone/public'), { recursive: true })
  writeFileSync(STAMP, fingerprint)
}

function sourceFingerprint(): string {
  const hash = createHash('sha256')
  for (const input of INPUTS) {
    const full = path.join(root, input)
    if (!existsSync(full)) continue
    const files = statSync(full).isDirectory()
      ? readdirSync(full, { recursive: true, encoding: 'utf8' }).sort().map((name) => path.join(full, name))
      : [full]
    for (const file of files) {
      if (statSync(file).isFile()) hash.update(path.relative(root, file)).update(readFileSync(file))
    }
  }
  return hash.digest('hex')
}
