import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ensureBuilt } from '@/cli/build'
import { startWorker } from '@/cli/worker-process'
import { demoFiles, demoTemplate } from '@tests/setup/demo-template'
import { servedApplication } from '@tests/setup/served-application'
import { cloneDatabase, dropDatabase, startTestServer } from '@tests/setup/test-server'

/** What the tests read the metrics with. */
export const METRICS_TOKEN = 'for-tests-only-for-tests'

/** Builds the application, gives it a database of its own with the demonstration in it, and serves it. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  ensureBuilt((text) => void process.stdout.write(`${text}\n`))
  const server = await startTestServer()
  const database = `e2e_${process.pid}`
  const url = await cloneDatabase(server.adminUrl, await demoTemplate(server.adminUrl), database)
  const data = mkdtempSync(path.join(tmpdir(), 'tariff-audit-data-'))
  const places = Object.fromEntries(['FILES', 'BACKUPS', 'ANCHORS'].map((place) => [`TARIFF_AUDIT_${place}`, path.join(data, place.toLowerCase())]))
  cpSync(demoFiles, places['TARIFF_AUDIT_FILES'] ?? '', { recursive: true })
  process.env['METRICS_TOKEN'] = METRICS_TOKEN
  const application = await servedApplication(url, places['TARIFF_AUDIT_FILES'] ?? '')
  const worker = startWorker({ DATABASE_URL: url, ...places })
  process.env['E2E_BASE_URL'] = application.address
  process.env['E2E_DATABASE_URL'] = url
  process.env['E2E_FILES'] = places['TARIFF_AUDIT_FILES'] ?? ''
  return async () => {
    await Promise.all([application.stop(), worker.stop()])
    await dropDatabase(server.adminUrl, database)
    server.stop()
    rmSync(data, { recursive: true })
  }
}
