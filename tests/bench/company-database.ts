import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { dataFolder, filesFolder, migrationsFolder, root } from '@/cli/places'
import { startEmbedded } from '@/server/postgres/embedded'
import { migrate } from '@/server/postgres/migrate'

/**
 * The whole company in a database of its own, made at the first use and kept: `BENCH_DATABASE_URL`, or an embedded server in
 * the data folder. Also sets `DATABASE_URL` for the code under measurement.
 * @returns what ends it
 */
export async function companyDatabase(accounts: number, months: number): Promise<() => void> {
  const given = process.env['BENCH_DATABASE_URL']
  const folder = path.join(dataFolder, `bench-${accounts}-${months}`)
  if (!given) mkdirSync(folder, { recursive: true })
  const server = given ? { url: given, started: false, stop: () => undefined } : await startEmbedded({ folder })
  await migrate(server.url, migrationsFolder)
  process.env['DATABASE_URL'] = server.url
  process.env['TARIFF_AUDIT_FILES'] = filesFolder
  const args = [path.join(root, 'src/cli/cli.mjs'), 'demo', 'company', '--accounts', String(accounts), '--months', String(months)]
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2], env: { ...process.env, DATABASE_URL: server.url } })
  if (status !== 0) throw new Error('the company could not be loaded')
  return () => (server.started ? server.stop() : undefined)
}
