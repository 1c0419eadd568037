import 'server-only'
import { createHash } from 'node:crypto'
import type { Prisma } from '@/generated/prisma/client'
import { pool } from './db'
import type { Whose } from './scope'

const names = new Map<string, string>()

/** One name a text, so that a connection prepares it once. */
function nameOf(text: string): string {
  const known = names.get(text)
  if (known !== undefined) return known
  const name = `q_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`
  names.set(text, name)
  return name
}

/**
 * The rows of a hot read (search, lists of millions, charts) as a statement that each connection prepares once: planning one
 * costs more than running it. Reads only; cast what the driver would give as text (`::int`) or take it as text.
 */
export async function preparedRows<Row extends object>(whose: Whose, { text, values }: Prisma.Sql): Promise<Row[]> {
  const { rows } = await pool(whose).query<Row>({ name: nameOf(text), text, values })
  return rows
}
