import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { viewerAs } from '@tests/factories/viewers'
import { JOB_KINDS } from '@/cli/job-kinds'
import { plainDate } from '@/domain/plain-date'
import { loadCompany } from '@/features/demo/commands/load-company'
import { companyOutline } from '@/features/demo/company/outline'
import { stationAccounts } from '@/features/demo/company/station-accounts'
import { listStations } from '@/features/accounts/queries'
import { markSuspect } from '@/features/suspects/commands/mark-suspect'
import { recordScoring } from '@/features/suspects/commands/request-scoring'
import { scoreNow } from '@/features/suspects/commands/score-now'
import { readFeedback } from '@/features/suspects/feedback-queries'
import { findSuspects, scoringRuns, suspectSum } from '@/features/suspects/queries'
import { db, pool } from '@/server/db'
import { findJob } from '@/server/jobs/job-store'
import { runJob } from '@/server/jobs/run-job'
import { system } from '@/server/scope'
import { commandLineOperator } from '@/server/viewer'

const AT = new Date('2013-10-08T02:00:00Z')
const TODAY = plainDate('2013-10-08')
const operator = commandLineOperator()
const clerk = viewerAs('clerk')
const OUTLINE = companyOutline(6_000, 9)
const open = { view: 'open' as const, today: TODAY }

beforeAll(async () => {
  for await (const _ of loadCompany(operator, OUTLINE, AT));
  await scoreNow(operator)
}, 120_000)

describe('scoring a company', () => {
  it('finds accounts that are wrong in truth, ranked by expected yuan, each with why', async () => {
    const truth = new Map(OUTLINE.stations.flatMap((station) => stationAccounts(station).accounts.map(({ accountNo, truth: wrong }) => [accountNo, wrong !== null] as const)))
    const first = await findSuspects(operator, open, 40)
    expect(first.filter(({ accountNo }) => truth.get(accountNo)).length).toBeGreaterThan(24)
    expect(first.every(({ expectedFen }, place) => place === 0 || expectedFen <= (first[place - 1]?.expectedFen ?? 0n))).toBe(true)
    expect(first.every(({ expectedFen, stakeFen, probabilityPpm, contributions, signs }) => expectedFen > 0n && expectedFen <= stakeFen && probabilityPpm > 0 && contributions.length + signs.length > 0)).toBe(true)
    const swaps = await findSuspects(operator, { ...open, rule: 'use-swaps' }, 100)
    expect(swaps.length).toBeGreaterThan(5)
    expect(swaps.every(({ accountNo }) => truth.get(accountNo))).toBe(true)
    const prices = await findSuspects(operator, { ...open, rule: 'other-price' }, 100)
    expect(prices.every(({ probabilityPpm }) => probabilityPpm > 800_000)).toBe(true)
  })

  it('done again gives the same; taken up again does the finished stations no more', async () => {
    const shown = async () => (await findSuspects(operator, open, 50)).map(({ accountNo, expectedFen, rules }) => [accountNo, expectedFen, rules])
    const before = await shown()
    const id = await recordScoring(operator)
    await runJob(id, JOB_KINDS)
    expect(await shown()).toEqual(before)
    expect(await findJob(operator, id)).toMatchObject({ state: 'done', done: 12_000n, total: 12_000n })
    const stations = await listStations(operator)
    const runs = await scoringRuns(operator)
    await pool(system('test')).query(`UPDATE background_job SET state = 'running' WHERE id = $1`, [id])
    await pool(system('test')).query('DELETE FROM suspect_run WHERE station_id = $1', [stations[1]?.id])
    await runJob(id, JOB_KINDS)
    const again = await scoringRuns(operator)
    expect(again[0]).toEqual(runs[0])
    expect(again).toHaveLength(runs.length)
  }, 90_000)

  it('says so when use stepped up as the name on record changed', async () => {
    const [suspect] = await findSuspects(operator, { ...open, rule: 'sudden-step' }, 1)
    const month = String(suspect?.signs.find(({ rule }) => rule === 'sudden-step')?.params['month'])
    await pool(system('test')).query(
      `WITH change AS (
         INSERT INTO register_change (kind, state, station_ids, accounts, summary, created_by_id, created_by_name, created_at, applied_at)
         VALUES ('round-trip', 'applied', ARRAY[$1::int], 1, '{}', 'x', 'x', $3::timestamptz, $3::timestamptz) RETURNING id)
       INSERT INTO account_change (station_id, change_id, account_id, before, after)
       SELECT $1::int, change.id, $2::bigint, '{"name": "before"}', '{"name": "after"}' FROM change`,
      [suspect?.stationId, suspect?.accountId, `${month}-15T02:00:00Z`],
    )
    await scoreNow(operator)
    const [again] = await findSuspects(operator, { ...open, accountNos: [suspect?.accountNo ?? ''] }, 1)
    expect(again?.rules).toContain('step-after-handover')
    expect(again?.rules).not.toContain('sudden-step')
    expect(again?.signs.find(({ rule }) => rule === 'step-after-handover')?.params).toMatchObject({ month, changed: `${month}-15` })
    expect(again?.probabilityPpm).toBeGreaterThan(suspect?.probabilityPpm ?? 0)
  }, 60_000)

  it('pages by the row before, none twice, and shows nothing of other stations', async () => {
    const first = await findSuspects(operator, open, 10)
    const rest = await findSuspects(operator, { ...open, after: first.at(-1)?.cursor }, 10)
    expect(new Set([...first, ...rest].map(({ accountNo }) => accountNo)).size).toBe(20)
    expect(await findSuspects(viewerAs('clerk', { stations: [] }), open, 10)).toEqual([])
    expect((await findSuspects(operator, { ...open, after: 'nonsense' }, 3)).map(({ accountNo }) => accountNo)).toEqual(first.slice(0, 3).map(({ accountNo }) => accountNo))
  })
})

describe('a suspect', () => {
  it('is dismissed with a reason that later scorings learn from, and comes back with a new sign', async () => {
    const [suspect] = await findSuspects(operator, { ...open, rule: 'shop-level' }, 1)
    const accountNo = suspect?.accountNo ?? ''
    const mine = (view: 'open' | 'dismissed' | 'snoozed', today = TODAY) => findSuspects(operator, { view, today, accountNos: [accountNo] }, 5)
    const before = await suspectSum(operator, { today: TODAY })
    const request = { requestKey: randomUUID(), decision: 'dismiss' as const, accountNo, reason: 'heating' as const, note: 'heats with electricity' }
    await markSuspect(clerk, request, AT)
    await markSuspect(clerk, request, AT)
    expect(await mine('open')).toEqual([])
    // The headline counts what is open, and no more.
    const after = await suspectSum(operator, { today: TODAY })
    expect(after.suspects).toBe(before.suspects - 1)
    expect(after.expectedFen).toBe(before.expectedFen - (suspect?.expectedFen ?? 0n))
    expect(await mine('dismissed')).toMatchObject([{ mark: { reason: 'heating', byName: clerk.name } }])
    expect(await db(system('test')).auditLog.count({ where: { action: 'suspect.dismissed', subjectKey: accountNo } })).toBe(1)
    const { rules, bands } = await readFeedback(operator)
    expect(rules.get('shop-level')).toEqual({ inspected: 1, hits: 0 })
    expect([...bands.values()].reduce((sum, { inspected }) => sum + inspected, 0)).toBe(1)
    await pool(system('test')).query(`UPDATE suspect SET rules = rules || ARRAY['frozen-readings'] WHERE account_id = $1`, [suspect?.accountId])
    expect(await mine('open')).toHaveLength(1)
  })

  it('is put off to a day, and is back on it', async () => {
    const [suspect] = await findSuspects(operator, open, 1)
    const accountNo = suspect?.accountNo ?? ''
    const of = (today: string) => findSuspects(operator, { view: 'open', today: plainDate(today), accountNos: [accountNo] }, 5)
    await markSuspect(clerk, { requestKey: randomUUID(), decision: 'snooze', accountNo, until: plainDate('2013-11-01') }, AT)
    expect(await of('2013-10-31')).toEqual([])
    expect(await of('2013-11-01')).toHaveLength(1)
    await expect(markSuspect(clerk, { requestKey: randomUUID(), decision: 'snooze', accountNo, until: plainDate('2013-10-08') }, AT)).rejects.toMatchObject({ code: 'snooze-past' })
    await markSuspect(clerk, { requestKey: randomUUID(), decision: 'reopen', accountNo }, AT)
    expect(await of('2013-10-31')).toHaveLength(1)
  })

  it('is decided on by those who may, while it is one', async () => {
    await expect(markSuspect(viewerAs('qc'), { requestKey: randomUUID(), decision: 'reopen', accountNo: '1001000001' }, AT)).rejects.toMatchObject({ code: 'forbidden' })
    const { rows } = await pool(system('test')).query<{ no: string }>('SELECT account_no AS no FROM account a WHERE NOT EXISTS (SELECT 1 FROM suspect s WHERE s.account_id = a.id) LIMIT 1')
    await expect(markSuspect(clerk, { requestKey: randomUUID(), decision: 'reopen', accountNo: rows[0]?.no ?? '' }, AT)).rejects.toMatchObject({ code: 'not-a-suspect' })
  })
})
