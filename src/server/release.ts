import 'server-only'

/** Which version of the application this is, and the last migration that it knows: set by the build and by the command line. */
export const release = (): { version: string; lastMigration: string | null } => ({
  version: process.env['APP_VERSION'] ?? 'unknown',
  lastMigration: process.env['LAST_MIGRATION'] ?? null,
})
