import { beforeAll, describe, expect, it } from 'vitest'
import { billingMonth } from '@/domain/plain-date'
import { sumFigures } from '@/domain/change/change'
import { categoryMonths } from '@/features/bills/totals-queries'
import { findDrift, monthsWithBooks } from '@/features/bills/verify-queries'
import { DEMO_USERS, demoPassword, loadUsers } from '@/features/demo/commands/load-users'
import { loadStation } from '@/features/demo/commands/load-station'
import { logIn } from '@/features/identity/commands/log-in'
import { authDb, pool } from '@/server/db'
import { system } from '@/server/scope'
import { commandLineOperator } from '@/server/viewer'

const AT = new Date('2026-01-01T00:00:00Z')
const operator = commandLineOperator()

describe('the demonstration in the database', () => {
  beforeAll(async () => {
    expect(await loadStation(operator, AT, { ifEmpty: true })).toBe('loaded')
    await loadUsers(operator)
  })

  it('June and July 2013 are the origin report’s, put right', async () => {
    const months = await categoryMonths(operator, { from: billingMonth('2013-06'), to: billingMonth('2013-07') }, 'billed')
    const all = (month: string) => sumFigures(months.filter((row) => row.month === month))
    expect(all('2013-06')).toEqual({ accounts: 21_590, energyWh: 754_625_000n, amountFen: 44_050_621n })
    expect(all('2013-07')).toEqual({ accounts: 21_463, energyWh: 849_978_000n, amountFen: 50_024_255n })
  })

  it('has sound totals, bills of nine months, accounts in 149 districts', async () => {
    const { rows } = await pool(system('test')).query<{ id: number }>('SELECT id FROM station')
    const months = await monthsWithBooks(rows[0]?.id ?? 0)
    expect(months).toHaveLength(9)
    expect(await findDrift(rows[0]?.id ?? 0, months)).toEqual([])
    const { rows: counts } = await pool(system('test')).query('SELECT count(*)::int AS accounts, count(DISTINCT district_id)::int AS districts, count(*) FILTER (WHERE name = \'\' OR address = \'\')::int AS nameless FROM account')
    expect(counts).toEqual([{ accounts: 21_629, districts: 149, nameless: 0 }])
  })

  it('a second load changes nothing, nor does one into a database that holds a station', async () => {
    expect(await loadStation(operator, AT, { ifEmpty: false })).toBe('already-there')
    await loadUsers(operator)
    expect(await authDb().appUser.count()).toBe(DEMO_USERS.length)
    expect(await authDb().auditLog.count({ where: { action: 'demo.loaded' } })).toBe(1)
  })

  it('its users log in; their passwords are argon2id hashes', async () => {
    for (const { username } of DEMO_USERS) {
      await logIn({ username, password: demoPassword(username), ipAddress: '192.0.2.1', at: AT, headers: new Headers() })
    }
    expect(await authDb().userSession.count()).toBe(DEMO_USERS.length)
    const credentials = await authDb().userCredential.findMany()
    expect(credentials.every(({ password }) => password?.startsWith('$argon2id$'))).toBe(true)
  })
})
