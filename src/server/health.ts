import 'server-only'
import { pool } from './db'
import { logError } from './log'
import { SHARED_TABLES } from './scope'

/** Whether the database answers a trivial query. */
export async function databaseAnswers(): Promise<boolean> {
  try {
    await pool(SHARED_TABLES).query('SELECT 1')
    return true
  } catch (error) {
    logError(error, { check: 'database' })
    return false
  }
}
