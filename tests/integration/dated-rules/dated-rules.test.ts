import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import { givenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { penaltyRuleOn } from '@/domain/back-billing/penalty-rules'
import { plainDate } from '@/domain/plain-date'
import { addDatedRule } from '@/features/dated-rules/commands/add-dated-rule'
import { ruleEffect } from '@/features/dated-rules/effect-queries'
import { datedRules } from '@/features/dated-rules/queries'
import { datedRuleSchema, type DatedRule, type DatedRuleInput } from '@/features/dated-rules/schemas'
import { dueBook } from '@/features/order-desk/due-queries'
import { penaltyRules } from '@/features/work-orders/penalty-rule-queries'
import { db } from '@/server/db'
import { system } from '@/server/scope'

const admin = viewerAs('admin')
const rule = (input: DatedRuleInput): DatedRule => datedRuleSchema.parse(input)
const add = (input: DatedRuleInput, requestKey: string = randomUUID()) => addDatedRule(admin, { rule: rule(input), requestKey })

const PENALTY = { kind: 'penalty', effectiveFrom: '2026-07-15', factor: '1.5', fixed: false, monthsWhenUnknown: '2', sourceZh: '测试规则', sourceEn: 'A rule' } as const
const DUE = { kind: 'due', state: 'submitted', effectiveFrom: '2014-01-01', workingDays: '7', source: 'Notice 1' } as const
const HOLIDAY = { kind: 'calendar', from: '2027-02-06', to: '2027-02-12', isWorking: false, source: 'Notice 2' } as const

// Open at one station since October 2013, at the other since December.
beforeAll(async () => {
  await givenStation()
  await givenStation('2013-12' as Parameters<typeof givenStation>[0])
})

describe('a dated rule is added', () => {
  it('of penalties: from its day on, with its source; before, the older one stands', async () => {
    expect(await ruleEffect(admin, rule(PENALTY))).toEqual({ kind: 'penalty', firstMonth: '2026-08', before: { factor: '2', fixed: false, monthsWhenUnknown: 3 }, until: null, orders: 0 })
    await add(PENALTY)
    const rules = await penaltyRules()
    expect(penaltyRuleOn(rules, plainDate('2026-08-01'))).toMatchObject({ factor: '1.5', monthsWhenUnknown: 2, source: { 'zh-CN': '测试规则', en: 'A rule' } })
    expect(penaltyRuleOn(rules, plainDate('2026-07-01'))).toMatchObject({ factor: '2' })
    expect((await datedRules(admin)).penalties[0]).toMatchObject({ effectiveFrom: '2026-07-15' })
  })

  it('of the time allowed: the due book has it at once', async () => {
    expect(await ruleEffect(admin, rule(DUE))).toEqual({ kind: 'due', beforeDays: 3, until: null, orders: 0 })
    await add(DUE)
    expect((await dueBook()).rules).toContainEqual({ state: 'submitted', effectiveFrom: '2014-01-01', workingDays: 7 })
    expect(await ruleEffect(admin, rule({ ...DUE, effectiveFrom: '2013-12-02' }))).toMatchObject({ beforeDays: 3, until: '2014-01-01' })
  })

  it('of the calendar: every day of the stretch', async () => {
    expect(await ruleEffect(admin, rule(HOLIDAY))).toEqual({ kind: 'calendar', days: 7, orders: 0 })
    await add(HOLIDAY)
    expect((await dueBook()).exceptions.get(plainDate('2027-02-12'))).toBe(false)
    expect((await datedRules(admin)).stretches[0]).toEqual({ from: '2027-02-06', to: '2027-02-12', isWorking: false, source: 'Notice 2' })
  })

  it('on record, with what it says', async () => {
    const entries = await db(system('test')).auditLog.findMany({ where: { actorId: admin.userId }, orderBy: { id: 'asc' } })
    expect(entries.map(({ action, subjectKey }) => [action, subjectKey])).toEqual([
      ['penalty-rule.added', '2026-07-15'],
      ['due-rule.added', 'submitted 2014-01-01'],
      ['calendar.days-added', '2027-02-06 2027-02-12'],
    ])
    expect(entries[1]?.after).toEqual({ workingDays: 7, source: 'Notice 1' })
  })
})

describe('a dated rule is refused', () => {
  it.each([
    ['a month closed at some station', { ...DUE, effectiveFrom: '2013-11-30' }, 'rule-month-closed'],
    ['a day that has one, of penalties', PENALTY, 'rule-date-taken'],
    ['a day that has one, of a state', { ...DUE, workingDays: '9' }, 'rule-date-taken'],
    ['a stretch with a day that has one', { ...HOLIDAY, from: '2027-02-12', to: '2027-02-14' }, 'rule-date-taken'],
    ['a closed month of the calendar', { ...HOLIDAY, from: '2013-11-29', to: '2013-12-02' }, 'rule-month-closed'],
  ] as const)('%s: at the second look and when added', async (_, input, code) => {
    await expect(ruleEffect(admin, rule(input))).rejects.toThrow(code)
    await expect(add(input)).rejects.toThrow(code)
  })

  it('to whom may only read them', async () => {
    const supervisor = viewerAs('supervisor')
    await expect(addDatedRule(supervisor, { rule: rule({ ...PENALTY, effectiveFrom: '2030-01-01' }), requestKey: randomUUID() })).rejects.toThrow('forbidden')
    expect((await datedRules(supervisor)).penalties.length).toBeGreaterThan(2)
    await expect(datedRules(viewerAs('inspector'))).rejects.toThrow('forbidden')
  })

  it.each([
    ['no source', { ...DUE, source: ' ' }],
    ['a date that is none', { ...PENALTY, effectiveFrom: '2026-02-30' }],
    ['a factor with three decimals', { ...PENALTY, factor: '1.125' }],
    ['a stretch backwards', { ...HOLIDAY, to: '2027-02-01' }],
    ['a stretch of more than a month', { ...HOLIDAY, to: '2027-03-20' }],
    ['no working day', { ...DUE, workingDays: '0' }],
  ] as const)('%s', (_, input) => expect(datedRuleSchema.safeParse(input).success).toBe(false))
})

it('many at once for one day: one of them is added, the others are told', async () => {
  const answers = await Promise.allSettled(Array.from({ length: 6 }, (_, index) => add({ ...DUE, effectiveFrom: '2015-01-01', workingDays: String(index + 1) })))
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const answer of answers) if (answer.status === 'rejected') expect(String(answer.reason)).toContain('rule-date-taken')
})

it('the same request again is answered as the first', async () => {
  const key = randomUUID()
  const again = { ...DUE, state: 'approved', effectiveFrom: '2016-01-01' } as const
  expect(await Promise.all([add(again, key), add(again, key)])).toEqual([{ kind: 'due' }, { kind: 'due' }])
  expect((await dueBook()).rules.filter(({ effectiveFrom }) => effectiveFrom === '2016-01-01')).toHaveLength(1)
})

it.each(['UPDATE penalty_rule SET factor = 9', 'DELETE FROM order_due_rule', 'TRUNCATE calendar_exception'])('the database refuses %s, to its owner too', async (statement) => {
  const owner = new pg.Client({ connectionString: process.env['DATABASE_URL'] })
  await owner.connect()
  await expect(owner.query(statement)).rejects.toThrow('never changed or deleted')
  await owner.end()
})
