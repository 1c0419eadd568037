import { beforeAll, describe, expect, it } from 'vitest'
import { givenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { askUserChange } from '@/features/identity/commands/ask-user-change'
import { carryOutUserRequest } from '@/features/identity/commands/carry-out-user-request'
import { changePassword } from '@/features/identity/commands/change-password'
import { decideUserRequest } from '@/features/identity/commands/decide-user-request'
import { logIn } from '@/features/identity/commands/log-in'
import type { AskUserChange } from '@/features/identity/schemas'
import { knownUsers } from '@/features/identity/user-queries'
import { authDb } from '@/server/db'
import { makeViewer } from '@/server/viewer'

const AT = new Date()
const later = (days: number): Date => new Date(AT.getTime() + days * 86_400_000)
const [supervisor, security, admin] = [viewerAs('supervisor'), viewerAs('security_admin'), viewerAs('admin')]
let station = ''

beforeAll(async () => {
  station = (await givenStation()).code
})

const asked = (more: Partial<AskUserChange>): AskUserChange => ({
  kind: 'open', username: 'liu', writtenRequest: '2026-017', reason: 'new in the billing office',
  rights: { name: '刘芳', role: 'clerk', stations: [station] }, ...more,
})
const without = (kind: AskUserChange['kind'], username = 'liu') => asked({ kind, username, rights: null })

/** From the written request to the account, through three people. */
async function through(input: AskUserChange, at = AT): Promise<string | null> {
  const { id } = await askUserChange(supervisor, input, at)
  await decideUserRequest(security, { id, approve: true, reason: '' }, at)
  return (await carryOutUserRequest(admin, { id }, at)).firstPassword
}

const enter = (username: string, password: string, at = AT) => logIn({ username, password, at, ipAddress: '192.0.2.9', headers: new Headers({ origin: 'http://localhost:3000' }) })
const person = async (username: string) => {
  const { id, name, role } = await authDb().appUser.findUniqueOrThrow({ where: { username } })
  return makeViewer({ userId: id, name, role, stations: [], requestId: null, ipAddress: null })
}

describe('the life of an account', () => {
  it('begins with a one-time password that must be changed at once', async () => {
    const first = (await through(asked({}))) ?? ''
    await enter('liu', first)
    expect((await knownUsers(admin, AT)).find(({ username }) => username === 'liu')).toMatchObject({ state: 'must-change-password', stations: [station] })
    await changePassword(await person('liu'), { former: first, password: '今天天气很好，适合抄表' }, AT)
    expect(await authDb().userSession.count({ where: { user: { username: 'liu' } } })).toBe(0)
    await enter('liu', '今天天气很好，适合抄表')
    expect((await knownUsers(admin, AT)).find(({ username }) => username === 'liu')).toMatchObject({ state: 'open' })
  })

  it('knows its password, and keeps a new one five days', async () => {
    const liu = await person('liu')
    await expect(changePassword(liu, { former: 'something else', password: 'a whole other sentence' }, later(6))).rejects.toMatchObject({ code: 'password-wrong' })
    await expect(changePassword(liu, { former: '今天天气很好，适合抄表', password: 'a whole other sentence' }, later(4))).rejects.toMatchObject({ code: 'password-refused', params: { why: 'too_soon' } })
  })

  it('is shut on leave, with its sessions; back with a new one-time password', async () => {
    await through(without('leave'))
    expect(await authDb().userSession.count({ where: { user: { username: 'liu' } } })).toBe(0)
    await expect(enter('liu', '今天天气很好，适合抄表')).rejects.toMatchObject({ code: 'account-shut', params: { why: 'on_leave' } })
    await expect(enter('liu', 'guessed')).rejects.toMatchObject({ code: 'login-failed' })
    await enter('liu', (await through(without('return'))) ?? '')
  })

  it('falls shut when unused for thirty days, and when its first password is left lying', async () => {
    const first = (await through(asked({ username: 'ma' }))) ?? ''
    await expect(enter('ma', first, later(3.1))).rejects.toMatchObject({ code: 'account-shut', params: { why: 'first_password_expired' } })
    await authDb().appUser.update({ where: { username: 'ma' }, data: { mustChangePassword: false, passwordChangedAt: AT, lastSeenAt: AT } })
    await expect(enter('ma', first, later(30.1))).rejects.toMatchObject({ code: 'account-shut', params: { why: 'unused' } })
  })

  it('changes its rights with its sessions ended', async () => {
    await through(asked({ kind: 'change_rights', rights: { name: '刘芳', role: 'supervisor', stations: 'all' } }))
    expect((await knownUsers(admin, AT)).find(({ username }) => username === 'liu')).toMatchObject({ role: 'supervisor', stations: 'all' })
    expect(await authDb().userSession.count({ where: { user: { username: 'liu' } } })).toBe(0)
  })

  it('ends as a name without a way in, and the log keeps who asked, approved and carried out', async () => {
    await through(without('remove'))
    await expect(enter('liu', 'anything')).rejects.toMatchObject({ code: 'login-failed' })
    expect((await knownUsers(admin, AT)).find(({ username }) => username === 'liu')).toMatchObject({ name: '刘芳', state: 'left' })
    expect(await authDb().userCredential.count({ where: { user: { username: 'liu' } } })).toBe(0)
    await expect(askUserChange(supervisor, asked({}), AT)).rejects.toMatchObject({ code: 'username-taken' })
    const entries = await authDb().auditLog.findMany({ where: { subject: 'user', subjectKey: 'liu' }, orderBy: { id: 'desc' }, take: 3 })
    expect(entries.map(({ action, actorId }) => [action, actorId])).toEqual([
      ['user.removed', admin.userId], ['user-request.approved', security.userId], ['user-request.made', supervisor.userId],
    ])
  })
})

describe('three people', () => {
  it('whoever asked does not approve, whoever approved does not carry out, and nobody does it twice', async () => {
    const { id } = await askUserChange(supervisor, asked({ username: 'chen' }), AT)
    await expect(decideUserRequest(makeViewer({ ...security, userId: supervisor.userId }), { id, approve: true, reason: '' }, AT)).rejects.toMatchObject({ code: 'user-four-eyes' })
    await expect(carryOutUserRequest(admin, { id }, AT)).rejects.toMatchObject({ code: 'user-request-not-approved' })
    await decideUserRequest(security, { id, approve: true, reason: '' }, AT)
    await expect(carryOutUserRequest(makeViewer({ ...admin, userId: security.userId }), { id }, AT)).rejects.toMatchObject({ code: 'user-four-eyes' })
    const both = await Promise.allSettled([carryOutUserRequest(admin, { id }, AT), carryOutUserRequest(viewerAs('admin'), { id }, AT)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(decideUserRequest(security, { id, approve: false, reason: 'late' }, AT)).rejects.toMatchObject({ code: 'user-request-decided' })
  })

  it.each([
    ['asking', 'clerk', () => askUserChange(viewerAs('clerk'), asked({ username: 'x1' }), AT)],
    ['approving', 'admin', () => decideUserRequest(admin, { id: '1', approve: true, reason: '' }, AT)],
    ['carrying out', 'security_admin', () => carryOutUserRequest(security, { id: '1' }, AT)],
  ] as const)('%s is not for a %s', async (_, _role, act) => {
    await expect(act()).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('the three administrators stay three people, whoever asks and approves', async () => {
    const as = (role: 'admin' | 'security_admin' | 'log_auditor', name: string) => ({ name, role, stations: 'all' as const })
    await through(asked({ username: 'shen', rights: as('admin', '沈平') }))
    await expect(askUserChange(supervisor, asked({ kind: 'change_rights', username: 'shen', rights: as('security_admin', '沈平') }), AT)).rejects.toMatchObject({ code: 'administrators-apart' })
    await expect(askUserChange(supervisor, asked({ username: 'shen2', rights: as('log_auditor', '沈平') }), AT)).rejects.toMatchObject({ code: 'administrators-apart' })
    await through(asked({ username: 'han', rights: as('log_auditor', '韩梅') }))
  })

  it('nobody decides on their own account, nor carries out what they asked for', async () => {
    const shen = await person('shen')
    const { id } = await askUserChange(supervisor, without('leave', 'shen'), AT)
    await expect(decideUserRequest(makeViewer({ ...shen, role: 'security_admin' }), { id, approve: true, reason: '' }, AT)).rejects.toMatchObject({ code: 'user-four-eyes' })
    await decideUserRequest(security, { id, approve: true, reason: '' }, AT)
    await expect(carryOutUserRequest(shen, { id }, AT)).rejects.toMatchObject({ code: 'user-four-eyes' })
    await expect(carryOutUserRequest(makeViewer({ ...admin, userId: supervisor.userId }), { id }, AT)).rejects.toMatchObject({ code: 'user-four-eyes' })
  })

  it('asks for one change of an account at a time, and for none that makes no sense', async () => {
    await askUserChange(supervisor, asked({ username: 'gao' }), AT)
    await expect(askUserChange(supervisor, asked({ username: 'gao' }), AT)).rejects.toMatchObject({ code: 'user-request-under-way' })
    await expect(askUserChange(supervisor, without('leave', 'nobody'), AT)).rejects.toMatchObject({ code: 'user-not-found' })
    await expect(askUserChange(supervisor, asked({ username: 'gu', rights: { name: 'x', role: 'clerk', stations: ['0000'] } }), AT)).rejects.toMatchObject({ code: 'station-unknown' })
  })
})
