import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { logIn } from '@/features/identity/commands/log-in'
import { hashPassword } from '@/server/auth'
import { authDb } from '@/server/db'

const AT = new Date('2026-01-05T01:00:00Z')
const attempt = (username: string, password: string, at = AT) => ({
  username,
  password,
  at,
  ipAddress: '192.0.2.1',
  headers: new Headers({ origin: 'http://localhost:3000' }),
})

beforeAll(async () => {
  const id = randomUUID()
  await authDb().appUser.create({
    data: {
      id,
      name: 'Wang Li',
      email: 'wang@example.com',
      username: 'wang',
      role: 'clerk',
      credentials: {
        create: { id: randomUUID(), accountId: id, providerId: 'credential', password: await hashPassword('correct horse') },
      },
    },
  })
})

describe('logging in', () => {
  it('opens a session in the database', async () => {
    await logIn(attempt('wang', 'correct horse'))
    expect(await authDb().userSession.count()).toBe(1)
  })

  it('answers the same for a wrong password and for a user who does not exist', async () => {
    await expect(logIn(attempt('wang', 'wrong'))).rejects.toMatchObject({ code: 'login-failed' })
    await expect(logIn(attempt('nobody', 'wrong'))).rejects.toMatchObject({ code: 'login-failed' })
  })

  it('is throttled after five failures, even with the right password, and free again after the lock', async () => {
    const morning = new Date('2026-01-06T01:00:00Z')
    for (let count = 0; count < 5; count += 1) {
      await expect(logIn(attempt('wang', 'wrong', morning))).rejects.toMatchObject({ code: 'login-failed' })
    }
    await expect(logIn(attempt('wang', 'correct horse', morning))).rejects.toMatchObject({ code: 'login-throttled' })
    await logIn(attempt('wang', 'correct horse', new Date(morning.getTime() + 15 * 60_000 + 1)))
  })
})
