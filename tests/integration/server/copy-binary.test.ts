import { afterEach, describe, expect, it } from 'vitest'
import type pg from 'pg'
import { copyBinary } from '@/server/copy-binary'
import { pool } from '@/server/db'
import { system } from '@/server/scope'

const clients: pg.PoolClient[] = []
const connected = async () => {
  const client = await pool(system('test')).connect()
  clients.push(client)
  return client
}
afterEach(() => {
  for (const client of clients.splice(0)) client.release()
})

describe('reading rows by binary COPY', () => {
  it('reads every type and null, over as many chunks as it takes', async () => {
    const sql = `SELECT n::int2, n::int4, (n::int8 * 10000000000), (CASE WHEN n % 2 = 0 THEN '电价' || n END), date '2013-07-01' + n FROM generate_series(1, 30000) n`
    let sum = 0n
    const texts: (string | null)[] = []
    const rows = await copyBinary(await connected(), sql, (row) => {
      sum += BigInt(row.int2(0)) + BigInt(row.int4(1)) + row.int8(2)
      if (texts.length < 2) texts.push(row.isNull(3) ? null : row.text(3), row.date(4))
    })
    expect([rows, sum, texts]).toEqual([30_000, 450_015_000n * 10_000_000_002n, [null, '2013-07-02']])
  })

  it('throws what the callback threw, and leaves the connection usable', async () => {
    const client = await connected()
    await expect(copyBinary(client, 'SELECT n FROM generate_series(1, 200000) n', () => { throw new Error('of ours') })).rejects.toThrow('of ours')
    expect((await client.query<{ one: number }>('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
  })

  it('of nothing is nothing', async () => {
    expect(await copyBinary(await connected(), 'SELECT 1 WHERE false', () => undefined)).toBe(0)
  })
})
