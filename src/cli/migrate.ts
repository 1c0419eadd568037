import { env } from '@/server/env'
import { migrate } from '@/server/postgres/migrate'
import { migrationsFolder } from './places'

/** `migrate`: applies pending migrations to DATABASE_URL, or to the embedded server. */
export async function run(): Promise<number> {
  const applied = await migrate(env().DATABASE_URL, migrationsFolder)
  process.stdout.write(applied.length === 0 ? 'up to date\n' : `applied ${applied.join(', ')}\n`)
  return 0
}
