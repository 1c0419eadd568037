import { spawnSync } from 'node:child_process'
import { beforeAll, expect, it } from 'vitest'
import { givenAccount, givenBills, givenStation, type GivenStation } from '@tests/factories/register'
import { billingMonth } from '@/domain/plain-date'
import { pool } from '@/server/db'
import { system } from '@/server/scope'

const verify = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/cli.mjs', 'verify', ...args], { encoding: 'utf8', input: '' })
  return { status, lines: stdout.trimEnd().split('\n'), stderr }
}

let one: GivenStation
let two: GivenStation

beforeAll(async () => {
  one = await givenStation()
  two = await givenStation()
  for (const station of [one, two]) await givenBills(station, await givenAccount(station), billingMonth('2013-06'), [100, 200, 300])
  await pool(system('test')).query(`UPDATE station_monthly_total SET amount_fen = amount_fen + 1 WHERE station_id = $1 AND month = '2013-06-01'`, [one.id])
  await pool(system('test')).query(`DELETE FROM district_monthly_total WHERE station_id = $1 AND month = '2013-08-01'`, [one.id])
})

it('verify names every drift of the scope asked for, and of no other', () => {
  const all = verify()
  expect(all).toMatchObject({ status: 1 })
  expect(all.lines).toHaveLength(3)
  expect(all.lines[0]).toMatch(new RegExp(`^drift: station ${one.code} 2013-06 RES-1: stored .*5470.*, books .*5469`))
  expect(all.lines[1]).toMatch(new RegExp(`^drift: district ${one.code} district ${one.code}-001 2013-08 RES-1: stored null, books .*16407`))
  expect(all.lines[2]).toBe('2 station(s), 6 month(s): 2 drift(s)')
  expect(verify('--station', two.code)).toMatchObject({ status: 0, lines: ['1 station(s), 3 month(s): totals equal the books'] })
  expect(verify('--station', one.code, '--from', '2013-07', '--to', '2013-07')).toMatchObject({ status: 0, lines: ['1 station(s), 1 month(s): totals equal the books'] })
  expect(verify('--station', one.name, '--from', '2013-08').lines).toHaveLength(2)
})

it('verify sees a district’s total of a month of which the books know nothing else', async () => {
  await pool(system('test')).query(`INSERT INTO district_monthly_total (station_id, month, district_id, category_id, accounts, energy_wh, amount_fen)
    SELECT station_id, '2013-12-01', district_id, category_id, accounts, energy_wh, amount_fen FROM district_monthly_total WHERE station_id = $1 AND month = '2013-08-01'`, [two.id])
  const { status, lines } = verify('--station', two.code)
  expect(status).toBe(1)
  expect(lines[0]).toMatch(new RegExp(`^drift: district ${two.code} district ${two.code}-001 2013-12 RES-1: stored .*, books null`))
})
