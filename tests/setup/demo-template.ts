import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '@/cli/places'
import { templateDatabase } from './test-server'

/** What the demonstration is made of: when any of it changes, it is loaded anew. */
const DEMO_SOURCES = ['src/features/demo', 'src/features/demo/commands', 'src/features/bills/commands', 'src/features/identity/commands', 'src/features/work-orders/commands', 'src/features/complaints/commands', 'src/domain/suspects', 'src/features/suspects', 'src/features/campaigns/commands', 'src/features/inspections/commands', 'src/features/quality/commands']

/** The first to ask loads it: what a machine busy with other tests needs for that. */
export const DEMO_WITHIN_MS = 300_000

/** Where the files lie that the template's books name; whoever serves a clone has a copy of its own. */
export const demoFiles = path.join(root, '.data/test-demo-files')

/** The name of the database to clone the demonstration from, loaded as people load it; once for all tests that use it. */
export const demoTemplate = (adminUrl: string): Promise<string> => templateDatabase(adminUrl, { name: 'demo', version: demoVersion(), load: loadDemo })

function demoVersion(): string {
  const hash = createHash('sha256').update(demoFiles)
  for (const folder of DEMO_SOURCES) {
    for (const name of readdirSync(path.join(root, folder)).filter((file) => file.endsWith('.ts')).sort()) hash.update(readFileSync(path.join(root, folder, name)))
  }
  return hash.digest('hex')
}

function loadDemo(url: string): Promise<void> {
  const { status } = spawnSync(process.execPath, [path.join(root, 'src/cli/cli.mjs'), 'demo', 'station'], { stdio: 'inherit', env: { ...process.env, DATABASE_URL: url, TARIFF_AUDIT_FILES: demoFiles } })
  return status === 0 ? Promise.resolve() : Promise.reject(new Error('the demonstration could not be loaded'))
}
