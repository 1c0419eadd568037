import { randomUUID } from 'node:crypto'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { beforeAll, describe, expect, it } from 'vitest'
import { logIn } from '@/features/identity/commands/log-in'
import { hashPassword, PASSWORD_COMPARED } from '@/server/auth'
import { authDb } from '@/server/db'

const AT = new Date('2026-01-05T01:00:00Z')
const attempt = (username: string, password: string, at = AT, ipAddress = '192.0.2.1') => ({
  username,
  password,
  at,
  ipAddress,
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

  it('does the same work whether there is such a user, none, or one who has left', async () => {
    await authDb().appUser.create({ data: { id: 'left', name: 'Gone', email: 'gone@example.com', username: 'gone', role: 'clerk', status: 'left' } })
    let compared = 0
    const count = () => void (compared += 1)
    subscribe(PASSWORD_COMPARED, count)
    const evening = new Date('2026-01-07T10:00:00Z')
    for (const username of ['wang', 'nobody', 'gone', 'x']) {
      compared = 0
      await expect(logIn(attempt(username, 'wrong', evening))).rejects.toMatchObject({ code: 'login-failed' })
      expect(`${username}: ${compared}`).toBe(`${username}: 1`)
    }
    unsubscribe(PASSWORD_COMPARED, count)
    expect((await hashPassword('wrong')).split('$').slice(0, 4)).toEqual(['', 'argon2id', 'v=19', 'm=19456,t=2,p=1'])
  })

  it('a colleague elsewhere cannot be locked out, and trying while locked does not make it longer', async () => {
    const noon = new Date('2026-01-08T04:00:00Z')
    for (let count = 0; count < 6; count += 1) await logIn(attempt('wang', 'wrong', noon, '198.51.100.7')).catch(() => undefined)
    await expect(logIn(attempt('wang', 'correct horse', noon, '198.51.100.7'))).rejects.toMatchObject({ code: 'login-throttled' })
    await logIn(attempt('wang', 'correct horse', noon))
    const almost = new Date(noon.getTime() + 14 * 60_000)
    await expect(logIn(attempt('wang', 'correct horse', almost, '198.51.100.7'))).rejects.toMatchObject({ code: 'login-throttled' })
    await logIn(attempt('wang', 'correct horse', new Date(noon.getTime() + 15 * 60_000 + 1), '198.51.100.7'))
  })

  it('many attempts at once are no more than many in turn', async () => {
    const night = new Date('2026-01-09T14:00:00Z')
    const answers = await Promise.all(Array.from({ length: 20 }, () => logIn(attempt('wang', 'wrong', night, '203.0.113.5')).catch((error: unknown) => (error as { code: string }).code)))
    expect(answers.filter((code) => code === 'login-failed').length).toBeLessThanOrEqual(5)
    expect(answers.filter((code) => code === 'login-throttled').length).toBeGreaterThanOrEqual(15)
  })

  it('guesses spread over many addresses stop too; an address it has come in from stays open', async () => {
    const dawn = new Date('2026-01-10T22:00:00Z')
    await logIn(attempt('wang', 'correct horse', dawn, '192.0.2.77'))
    for (let host = 0; host < 50; host += 1) await expect(logIn(attempt('wang', 'wrong', dawn, `198.18.0.${host}`))).rejects.toMatchObject({ code: 'login-failed' })
    await expect(logIn(attempt('wang', 'correct horse', dawn, '198.18.1.1'))).rejects.toMatchObject({ code: 'login-throttled' })
    await logIn(attempt('wang', 'correct horse', dawn, '192.0.2.77'))
  })

  it('one address that tries many names is stopped', async () => {
    const late = new Date('2026-01-11T22:00:00Z')
    for (let name = 0; name < 50; name += 1) await expect(logIn(attempt(`guess${name}`, 'wrong', late, '198.51.100.99'))).rejects.toMatchObject({ code: 'login-failed' })
    await expect(logIn(attempt('wang', 'correct horse', late, '198.51.100.99'))).rejects.toMatchObject({ code: 'login-throttled' })
  })
})
