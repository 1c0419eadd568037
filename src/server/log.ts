import 'server-only'

/** Writes one structured line to standard error. `details` must hold neither secrets nor personal data. */
export function logError(error: unknown, details: Readonly<Record<string, string>>): void {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
  process.stderr.write(`${JSON.stringify({ level: 'error', ...details, name, message, stack })}\n`)
}
