import 'server-only'
import { withoutSecrets } from './log-words'

/** Writes one structured line to standard error, secrets and ways to reach people taken out. `details` must hold no personal data. */
export function logError(error: unknown, details: Readonly<Record<string, string>>): void {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
  process.stderr.write(`${withoutSecretsIn({ level: 'error', ...details, name, message, stack: stack ?? '' })}\n`)
}

const withoutSecretsIn = (line: Readonly<Record<string, string>>): string => JSON.stringify(Object.fromEntries(Object.entries(line).map(([key, value]) => [key, withoutSecrets(value)])))
