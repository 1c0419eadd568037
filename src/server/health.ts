import 'server-only'
import { pool } from './db'
import { logError } from './log'

/** Whether the database answers a trivial query. */
export async function databaseAnswers(): Promise<boolean> {
  try {
    await pool().query('SELECT 1')
    return true
  } catch (error) {
    logError(error, { check: 'database' })
    return false
  }
}
