import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { runningEmbedded, startEmbedded } from '@/server/postgres/embedded'

let folder: string
let stop: (() => void) | undefined
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'embedded-'))
  chmodSync(folder, 0o755)
})
afterEach(() => {
  stop?.()
  rmSync(folder, { recursive: true, force: true })
})

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<Row>(sql)
  await client.end()
  return rows
}

const postmasterPid = (): number => Number(readFileSync(path.join(folder, 'data/postmaster.pid'), 'utf8').split('\n')[0])

it('comes back after kill -9 with nothing lost', async () => {
  const first = await startEmbedded({ folder })
  stop = first.stop
  await ask(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer')
  process.kill(postmasterPid(), 'SIGKILL')
  const second = await startEmbedded({ folder })
  expect(second.started).toBe(true)
  expect(await ask(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
})

it('finds a server that is running instead of starting another', async () => {
  const first = await startEmbedded({ folder })
  stop = first.stop
  const second = await startEmbedded({ folder })
  expect(second).toMatchObject({ started: false, url: first.url })
  expect(runningEmbedded(folder)).toBe(first.url)
  first.stop()
  expect(runningEmbedded(folder)).toBeNull()
})

it('asks for the password', async () => {
  const server = await startEmbedded({ folder })
  stop = server.stop
  const wrong = new URL(server.url)
  wrong.password = 'wrong'
  await expect(ask(wrong.toString(), 'SELECT 1')).rejects.toThrow('password authentication failed')
})
