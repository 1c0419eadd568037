import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { asDatabaseOwner } from '@tests/factories/owner'
import { viewerAs } from '@tests/factories/viewers'
import { plainDate } from '@/domain/plain-date'
import { decideProposal } from '@/features/account-rules/commands/decide-proposal'
import { proposeSetting } from '@/features/account-rules/commands/propose-setting'
import { datedSettings, settingProposals, settingsInForce } from '@/features/account-rules/queries'
import { settingSchema, type ProposalDecision } from '@/features/account-rules/schemas'
import { dayInChina, now } from '@/server/clock'
import { rulesInForce } from '@/server/account-rules'
import { db } from '@/server/db'
import { system } from '@/server/scope'
import type { Viewer } from '@/server/viewer'

const admin = viewerAs('admin')
const security = viewerAs('security_admin')
const auditor = viewerAs('log_auditor')
const today = dayInChina(now())
/** At noon in China of that day. */
const AT = new Date('2031-05-10T04:00:00Z')

const LOCK = { key: 'lock-minutes', value: '20', effectiveFrom: '2031-06-01', source: '信息〔2031〕4 号', reason: 'the yearly review' }
const propose = (viewer: Viewer, input: object = {}, at = AT, requestKey: string = randomUUID()) => proposeSetting(viewer, { setting: settingSchema.parse({ ...LOCK, ...input }), requestKey }, at)
const decide = (viewer: Viewer, id: string, decision: ProposalDecision, reason = '', at = AT, requestKey: string = randomUUID()) => decideProposal(viewer, { id, decision, reason, requestKey }, at)

describe('a rule of accounts', () => {
  it('is proposed by one administrator and holds from its day on once another has accepted it; what held before stays', async () => {
    const { id } = await propose(security)
    expect((await settingsInForce(admin, plainDate('2031-06-01'))).get('lock-minutes')).toBe('15')
    await decide(admin, id, 'accept')
    expect((await settingsInForce(admin, plainDate('2031-06-01'))).get('lock-minutes')).toBe('20')
    expect((await settingsInForce(admin, plainDate('2031-05-31'))).get('lock-minutes')).toBe('15')
    expect((await datedSettings(auditor)).filter(({ key }) => key === 'lock-minutes').map(({ effectiveFrom, value, source }) => [effectiveFrom, value, source])).toEqual([
      ['2031-06-01', '20', '信息〔2031〕4 号'],
      ['2014-01-01', '15', expect.any(String)],
    ])
    expect((await settingProposals(auditor)).find((one) => one.id === id)).toMatchObject({ state: 'accepted', proposedByName: security.name, decidedByName: admin.name })
  })

  it('is on record: who proposed what and why, who accepted it, what held before', async () => {
    const entries = await db(system('test')).auditLog.findMany({ where: { subject: 'identity-setting', subjectKey: 'lock-minutes' }, orderBy: { id: 'asc' } })
    expect(entries.map(({ action, actorId, before, after, reason }) => ({ action, actorId, before, after, reason }))).toEqual([
      { action: 'identity-setting.proposed', actorId: security.userId, before: null, after: { value: '20', effectiveFrom: '2031-06-01', source: LOCK.source }, reason: LOCK.reason },
      { action: 'identity-setting.added', actorId: admin.userId, before: { value: '15' }, after: { value: '20', effectiveFrom: '2031-06-01', source: LOCK.source, proposedBy: security.name }, reason: LOCK.reason },
    ])
  })

  it('is never decided on by whoever proposed it, who may withdraw it; nor withdrawn by another', async () => {
    const { id } = await propose(admin, { effectiveFrom: '2031-07-01' })
    for (const decision of ['accept', 'reject'] as const) await expect(decide(admin, id, decision, 'why not')).rejects.toMatchObject({ code: 'setting-four-eyes' })
    await expect(decide(security, id, 'withdraw')).rejects.toMatchObject({ code: 'setting-four-eyes' })
    await decide(admin, id, 'withdraw')
    expect((await settingsInForce(admin, plainDate('2031-07-01'))).get('lock-minutes')).toBe('20')
    await expect(decide(security, id, 'accept')).rejects.toMatchObject({ code: 'setting-decided' })
    await expect(asDatabaseOwner(`UPDATE identity_setting_proposal SET state = 'accepted' WHERE id = ${id}`)).rejects.toThrow('four_eyes')
  })

  it('is rejected with a reason, and may be proposed again; one proposal of a rule waits at a time', async () => {
    const { id } = await propose(admin, { effectiveFrom: '2031-08-01' })
    await expect(propose(security, { effectiveFrom: '2031-09-01' })).rejects.toMatchObject({ code: 'setting-proposed' })
    await expect(decide(security, id, 'reject')).rejects.toMatchObject({ code: 'reason-missing' })
    await decide(security, id, 'reject', 'no regulation says so')
    const again = await propose(security, { effectiveFrom: '2031-09-01' })
    await decide(security, again.id, 'withdraw')
  })

  it('holds from today on, for the very next log-in', async () => {
    const { id } = await propose(security, { key: 'login-failures', value: '4', effectiveFrom: today }, now())
    await decide(admin, id, 'accept', '', now())
    expect((await rulesInForce()).loginFailures).toBe(4)
  })

  it('once asked twice is proposed and accepted once', async () => {
    const [key, decisionKey] = [randomUUID(), randomUUID()]
    const [one, two] = await Promise.all([propose(admin, { key: 'unused-days', value: '45' }, AT, key), propose(admin, { key: 'unused-days', value: '45' }, AT, key)])
    expect(one).toEqual(two)
    expect(await Promise.all([decide(security, one.id, 'accept', '', AT, decisionKey), decide(security, one.id, 'accept', '', AT, decisionKey)])).toEqual([{ state: 'accepted' }, { state: 'accepted' }])
  })
})

describe('a rule of accounts is refused', () => {
  it.each([
    ['from a day that is past', { effectiveFrom: '2031-05-09' }, 'setting-day-past'],
    ['from a day that has one', { effectiveFrom: '2031-06-01', value: '30' }, 'setting-day-taken'],
    ['that makes passwords due before they may be changed', { key: 'password-max-age-days', value: '5' }, 'setting-password-ages'],
    ['that stops an address before a name', { key: 'login-failures-per-address', value: '5', effectiveFrom: '2014-02-01' }, 'setting-day-past'],
    ['that another stands against', { key: 'login-failures', value: '20', effectiveFrom: '2031-06-01' }, null],
  ] as const)('%s', async (_, input, code) => {
    if (code !== null) return expect(propose(admin, input)).rejects.toMatchObject({ code })
    const { id } = await propose(admin, { key: 'login-failures-per-account', value: '20', effectiveFrom: '2031-07-01' })
    await decide(security, id, 'accept')
    // What will hold later counts too: from July on it would not fit.
    await expect(propose(admin, input)).rejects.toMatchObject({ code: 'setting-login-failures' })
  })

  it('when its day has passed before anyone accepted it', async () => {
    const { id } = await propose(admin, { key: 'first-password-hours', value: '24' })
    await expect(decide(security, id, 'accept', '', new Date('2031-06-02T04:00:00Z'))).rejects.toMatchObject({ code: 'setting-day-past' })
  })

  it('to whoever may only read, or not even that', async () => {
    for (const role of ['log_auditor', 'supervisor', 'clerk'] as const) await expect(propose(viewerAs(role))).rejects.toMatchObject({ code: 'forbidden' })
    await expect(decide(auditor, '1', 'accept')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(datedSettings(viewerAs('supervisor'))).rejects.toMatchObject({ code: 'forbidden' })
  })

  it.each([
    ['no number', { value: 'ten' }], ['too much', { value: '2000' }], ['no source', { source: ' ' }], ['no reason', { reason: '' }], ['a date that is none', { effectiveFrom: '2031-02-30' }], ['a rule nobody knows', { key: 'tea-breaks' }],
  ])('with %s', (_, input) => expect(settingSchema.safeParse({ ...LOCK, ...input }).success).toBe(false))
})

it.each([`UPDATE identity_setting SET value = '99'`, 'DELETE FROM identity_setting', 'TRUNCATE identity_setting', 'DELETE FROM identity_setting_proposal'])('the database refuses %s, to its owner too', async (statement) => {
  await expect(asDatabaseOwner(statement)).rejects.toThrow('never changed or deleted')
})
