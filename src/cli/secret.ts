import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** The secret that signs session cookies: made at the first start and kept, readable by its owner only. */
export const sessionSecret = (folder: string): string => keptSecret(path.join(folder, 'session-secret'))

/** What a monitor shows to read the metrics. */
export const metricsToken = (folder: string): string => keptSecret(path.join(folder, 'metrics-token'))

function keptSecret(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}
