import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { addDays, billingMonth, plainDate } from '@/domain/plain-date'
import { missingFor } from '@/domain/quality/stage-machine'
import { CLOSED } from '@/domain/quality/vocabulary'
import { loadStation } from '@/features/demo/commands/load-station'
import { attribution } from '@/features/quality/attribution-queries'
import { addFileEvidence, addLinkedEvidence } from '@/features/quality/commands/add-evidence'
import { bindTarget } from '@/features/quality/commands/bind-target'
import { confirmBenefit } from '@/features/quality/commands/confirm-benefit'
import { createProject } from '@/features/quality/commands/create-project'
import { recordCheck, scheduleChecks } from '@/features/quality/commands/later-checks'
import { moveProject } from '@/features/quality/commands/move-project'
import { saveReview } from '@/features/quality/commands/save-review'
import { addSheet, saveSheet } from '@/features/quality/commands/save-sheet'
import { projectEvidence } from '@/features/quality/evidence-queries'
import { lateChanges } from '@/features/quality/late-change-queries'
import { dueChecks, getProject, listProjects, projectRecord, reviewsOf } from '@/features/quality/queries'
import { projectStanding, standingOf } from '@/features/quality/standing-queries'
import { authDb, pool } from '@/server/db'
import { system } from '@/server/scope'
import { commandLineOperator } from '@/server/viewer'
import { asDatabaseOwner } from '@tests/factories/owner'
import { viewerAs } from '@tests/factories/viewers'
import { DEMO_WITHIN_MS } from '@tests/setup/demo-template'

const AT = new Date('2026-01-15T02:00:00Z')
const DEMO = 'QC-0107-2013-01'
const qc = viewerAs('qc')
const key = () => ({ requestKey: randomUUID() })
const standing = async (number: string) => projectStanding(qc, await projectRecord(await getProject(qc, number)))

beforeAll(async () => {
  await loadStation(commandLineOperator(), AT, { ifEmpty: true })
}, DEMO_WITHIN_MS)

describe('the origin report’s project', () => {
  it('runs through every gate with its own figures', async () => {
    const project = await projectRecord(await getProject(qc, DEMO))
    expect(project.step).toBe(CLOSED)
    expect(project.gates.map(({ step, kind }) => [step, kind])).toEqual(project.type.steps.map(({ code }) => [code, 'passed']))
    const { standing: stands, benefit } = await standing(DEMO)
    expect(stands?.bound.baseline.value).toBe('0.583742')
    expect(stands?.result).toBe('0.588536')
    expect(stands?.reached).toBe(true)
    expect(benefit?.amountFen).toBe(526_788n)
  })

  it('says what cannot be told, and takes the rise apart exactly', async () => {
    const project = await getProject(qc, DEMO)
    const stands = await standingOf(qc, project)
    const said = stands && (await attribution(qc, project, stands))
    expect(said?.lastYear?.value).toBeNull()
    expect(said?.comparison?.shown).toMatchObject({ shown: true, districts: 149, inspected: { districts: 61 }, others: { districts: 88 } })
    const bridge = said?.bridge.bridge
    expect(bridge && bridge.to - bridge.from).toBe(5_973_634n)
    expect(bridge && bridge.volume + bridge.mix + bridge.price + bridge.corrections + bridge.backBilling + bridge.residual).toBe(5_973_634n)
    expect(bridge?.corrections).toBe(0n)
    // All 39 shops that opened in July stand in inspected districts, and no account there was corrected: a difference beyond
    // chance that is not the inspection's.
    expect(said?.comparison).toMatchObject({ verdict: { moreThanChance: true, reservations: expect.arrayContaining(['no-corrections']) }, corrected: { inspected: 0, others: 0 } })
    expect(said?.posted).toEqual({ from: '2013-07', to: '2013-07', amountFen: 0n })
  })

  it('reminds of the checks that are due, and of no others', async () => {
    expect(await dueChecks(qc, plainDate('2026-01-16'))).toEqual([])
    expect((await dueChecks(qc, addDays(plainDate('2026-01-15'), 30))).map(({ project, standardNo }) => [project, standardNo])).toEqual([[DEMO, 'Q/GD-YX-2013-07'], [DEMO, 'Q/GD-YX-2013-08']])
  })
})

describe('a project of one’s own', () => {
  let number = ''
  beforeAll(async () => {
    number = (await createProject(qc, { ...key(), circle: 'QCC-0107-01', title: '降低账单差错率', type: 'problem-solving', startedOn: plainDate('2013-10-08') }, AT)).number
  })
  const pass = async () => moveProject(qc, { move: 'pass', ...key(), project: number, ...(await at()) }, AT)
  const at = async () => {
    const { version, step } = await getProject(qc, number)
    return { version, step }
  }

  it('has the next number of its year, and asking twice begins one', async () => {
    expect(number).toBe('QC-0107-2013-02')
    const again = { ...key(), circle: 'QCC-0107-01', title: '重复', type: 'innovative', startedOn: plainDate('2013-10-09') }
    const [first, second] = await Promise.all([createProject(qc, again, AT), createProject(qc, again, AT)])
    expect(first).toEqual(second)
    expect((await listProjects(qc)).map((one) => one.number)).toContain(first.number)
  })

  it('a refused gate leaves it where it is; with data behind it, it moves on once', async () => {
    await expect(pass()).rejects.toThrow('gate-refused')
    const { id } = await addSheet(qc, { ...key(), project: number, step: 'topic', kind: 'pareto', title: '差异原因' })
    const content = { settings: {}, rows: [{ item: '电价', count: '12' }], source: { kind: 'typed' as const, note: '九月核查' } }
    await saveSheet(qc, { project: number, id, version: 1, title: '差异原因', content, removed: false }, AT)
    const seen = await at()
    const both = await Promise.allSettled([moveProject(qc, { move: 'pass', ...key(), project: number, ...seen }, AT), moveProject(qc, { move: 'pass', ...key(), project: number, ...seen }, AT)])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await at()).step).toBe('present-state')
  })

  it('two people saving the same tool: the second is told; every saved state stays, with its digest', async () => {
    const project = await projectRecord(await getProject(qc, number))
    const [sheet] = project.sheets.filter(({ kind }) => kind === 'pareto')
    const save = (count: string) => saveSheet(viewerAs('qc'), { project: number, id: sheet?.id ?? '', version: sheet?.version ?? 0, title: '差异原因', content: { settings: {}, rows: [{ item: '电价', count }], source: { kind: 'typed', note: '九月核查' } }, removed: false }, AT)
    await save('13')
    await expect(save('14')).rejects.toThrow('sheet-changed')
    const after = await projectRecord(await getProject(qc, number))
    expect(after.revisions.filter(({ sheetId }) => sheetId === sheet?.id).map(({ version }) => version)).toEqual([1, 2, 3])
    expect((await lateChanges(after, [])).map(({ step, kind, title }) => [step, kind, title])).toEqual([['topic', 'sheet', '差异原因']])
    await expect(saveSheet(qc, { project: number, id: sheet?.id ?? '', version: 3, title: 'x', content: { settings: {}, rows: [{ count: 'many' }], source: { kind: 'typed', note: '' } }, removed: false }, AT)).rejects.toThrow('sheet-faulty')
  })

  it('evidence is stamped by the database, cannot be dated back, changed or removed', async () => {
    const before = new Date()
    await addLinkedEvidence(qc, { ...key(), project: number, step: 'present-state', kind: 'campaign', title: '普查', reference: '七月普查', figures: [{ name: '台区', value: '61' }] })
    const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.from('picture')])
    const { sha256 } = await addFileEvidence(qc, { ...key(), project: number, step: 'present-state', title: '现场照片' }, { name: '照片.png', content: png })
    const pieces = await projectEvidence(await getProject(qc, number))
    expect(pieces.map(({ kind, byName }) => [kind, byName])).toEqual([['campaign', qc.name], ['photo', qc.name]])
    expect(pieces[1]?.sha256).toBe(sha256)
    expect(pieces.every(({ recordedAt }) => recordedAt.getTime() >= before.getTime() - 5000)).toBe(true)
    const { stationId, id } = await getProject(qc, number)
    await pool(system('test')).query(`INSERT INTO qc_evidence (station_id, project_id, step, kind, title, sha256, recorded_at, by_id, by_name) VALUES ($1, $2, 'topic', 'campaign', 'old', $3, '2013-01-01', 'x', 'x')`, [stationId, id, 'a'.repeat(64)])
    expect((await projectEvidence({ stationId, id })).at(-1)?.recordedAt.getFullYear()).toBeGreaterThan(2013)
    for (const sql of ['UPDATE qc_evidence SET title = title', 'DELETE FROM qc_evidence', 'TRUNCATE qc_evidence', 'UPDATE qc_gate_event SET step = step', 'DELETE FROM qc_sheet_revision', 'UPDATE qc_plan_baseline SET reason = reason', 'UPDATE qc_target SET metric = metric', 'DELETE FROM qc_benefit']) {
      await expect(asDatabaseOwner(sql)).rejects.toThrow(/never changed or deleted/)
    }
    await expect(addFileEvidence(qc, { ...key(), project: number, step: 'topic', title: 'x' }, { name: 'x.exe', content: Buffer.from('MZ') })).rejects.toThrow('attachment-wrong-kind')
  })

  it('a typed target passes its own gate, and never the effect’s', async () => {
    const target = { kind: 'typed' as const, name: '差错率', unit: '%', baselineValue: '5', direction: 'down' as const, value: '1', dueOn: plainDate('2013-12-31'), baseline: { from: billingMonth('2013-06'), to: billingMonth('2013-06') }, effect: { from: billingMonth('2013-07'), to: billingMonth('2013-07') } }
    await bindTarget(qc, { ...key(), project: number, target })
    const { type } = await getProject(qc, number)
    const { facts } = await standing(number)
    expect(missingFor({ type, step: 'target' }, facts)).toEqual([])
    expect(missingFor({ type, step: 'effect' }, facts).map(({ code }) => code)).toEqual(['effect-typed', 'benefit-unconfirmed'])
    await expect(bindTarget(qc, { ...key(), project: number, target: { ...target, effect: target.baseline } })).rejects.toThrow('periods-overlap')
  })

  it('the error rate says that the months were not checked, rather than zero', async () => {
    await bindTarget(qc, { ...key(), project: number, target: { kind: 'system', metric: 'error-rate', category: null, district: null, sampleSize: 200, direction: 'down', value: '1', dueOn: plainDate('2013-12-31'), baseline: { from: billingMonth('2013-07'), to: billingMonth('2013-08') }, effect: { from: billingMonth('2013-09'), to: billingMonth('2013-09') } } })
    const { standing: stands, facts } = await standing(number)
    expect(stands?.bound.baseline).toMatchObject({ value: null, months: [{ lacking: 'not-checked' }, { lacking: 'not-checked' }] })
    expect(missingFor({ type: (await getProject(qc, number)).type, step: 'target' }, facts).map(({ code }) => code)).toEqual(['target-no-baseline'])
  })

  it('finance alone confirms; a supervisor scores, nobody their own; going back needs a reason and stays on record', async () => {
    await expect(confirmBenefit(qc, { ...key(), project: number, amountYuan: '1.00', basis: 'x' })).rejects.toThrow('forbidden')
    await expect(confirmBenefit(viewerAs('finance', { name: '王丽' }), { ...key(), project: number, amountYuan: '1.00', basis: 'x' })).rejects.toThrow('own-benefit')
    await confirmBenefit(viewerAs('finance'), { ...key(), project: number, amountYuan: '-12.5', basis: '退补' })
    expect((await standing(number)).benefit?.amountFen).toBe(-1250n)
    const scores = { topic: '12', causes: '25', measures: '18', effect: '15', report: '4.5', method: '8' }
    await expect(saveReview(qc, { project: number, recused: false, scores, comment: '' }, AT)).rejects.toThrow('forbidden')
    await expect(saveReview(viewerAs('supervisor', { name: '李敏' }), { project: number, recused: false, scores, comment: '' }, AT)).rejects.toThrow('own-project')
    await expect(saveReview(viewerAs('supervisor'), { project: number, recused: false, scores: { ...scores, topic: '16' }, comment: '' }, AT)).rejects.toThrow('score-wrong')
    await saveReview(viewerAs('supervisor'), { project: number, recused: false, scores, comment: '好' }, AT)
    const project = await getProject(qc, number)
    expect((await reviewsOf(qc, [project])).get(project.id)).toHaveLength(1)
    await moveProject(qc, { move: 'reopen', ...key(), project: number, version: project.version, step: 'topic', reason: '数据有误' }, AT)
    expect((await projectRecord(await getProject(qc, number))).gates.at(-1)).toMatchObject({ step: 'topic', kind: 'reopened', reason: '数据有误' })
  })

  it('a check is recorded once; other stations’ people see nothing', async () => {
    await scheduleChecks(qc, { ...key(), project: number, measure: 'm1', standardNo: 'Q/1', dueOn: [plainDate('2013-11-01')] })
    const [check] = (await projectRecord(await getProject(qc, number))).laterChecks
    await recordCheck(qc, { project: number, id: check?.id ?? '', followed: false, finding: '没有执行' }, AT)
    await expect(recordCheck(qc, { project: number, id: check?.id ?? '', followed: true, finding: '改口' }, AT)).rejects.toThrow('check-done')
    const stranger = viewerAs('qc', { stations: [999_999] })
    expect(await listProjects(stranger)).toEqual([])
    await expect(getProject(stranger, number)).rejects.toThrow('project-not-found')
    expect(await authDb().auditLog.count({ where: { subject: 'qc-project', subjectKey: number } })).toBeGreaterThan(10)
  })
})
