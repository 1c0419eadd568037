import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { billingMonth, plainDate } from '@/domain/plain-date'
import type { SheetContent } from '@/domain/quality/tool-sheet'
import { booksFor } from '@/features/quality/books-fill-queries'
import { addLinkedEvidence } from '@/features/quality/commands/add-evidence'
import { bindTarget } from '@/features/quality/commands/bind-target'
import { confirmBenefit } from '@/features/quality/commands/confirm-benefit'
import { createCircle } from '@/features/quality/commands/create-circle'
import { createProject } from '@/features/quality/commands/create-project'
import { recordCheck, scheduleChecks } from '@/features/quality/commands/later-checks'
import { markDistricts } from '@/features/quality/commands/mark-districts'
import { saveReview } from '@/features/quality/commands/save-review'
import { addSheet, saveSheet } from '@/features/quality/commands/save-sheet'
import { projectEvidence } from '@/features/quality/evidence-queries'
import { lateChanges } from '@/features/quality/late-change-queries'
import { getProject, projectRecord, reviewsOf } from '@/features/quality/queries'
import { projectStanding } from '@/features/quality/standing-queries'
import { pool } from '@/server/db'
import { system } from '@/server/scope'
import { asDatabaseOwner } from '@tests/factories/owner'
import { givenAccount, givenBills, givenStation, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { AT, givenApplied } from '@tests/factories/work-orders'

const key = () => ({ requestKey: randomUUID() })
const qc = viewerAs('qc')
const JUNE = billingMonth('2013-06')
const AUGUST = billingMonth('2013-08')

let station: GivenStation
let number = ''
let order = ''
beforeAll(async () => {
  station = await givenStation()
  const account = await givenAccount(station)
  await givenBills(station, account, JUNE, [100, 200, 210])
  order = await givenApplied(viewerAs('clerk'), viewerAs('supervisor'), account)
  const { number: circle } = await createCircle(qc, { ...key(), station: station.code, name: '红星小组', foundedOn: plainDate('2013-01-08') }, AT)
  number = (await createProject(qc, { ...key(), circle, title: '记录', type: 'problem-solving', startedOn: plainDate('2013-06-01') }, AT)).number
})

const head = () => getProject(qc, number)
const record = async () => projectRecord(await head())
const sql = (text: string, values: readonly unknown[] = []) => pool(system('test')).query(text, [...values])
const ids = async () => {
  const { stationId, id } = await head()
  return [stationId, id] as const
}
/** The gate of the topic, as its command leaves it. */
const passTopic = async () => {
  const { stationId, id } = await head()
  await asDatabaseOwner(`
    WITH gate AS (INSERT INTO qc_gate_event (station_id, project_id, step, kind, by_id, by_name) VALUES (${stationId}, ${id}, 'topic', 'passed', 'x', 'x') RETURNING 1)
    UPDATE qc_project SET step = 'present-state', version = version + 1 WHERE station_id = ${stationId} AND id = ${id} AND EXISTS (SELECT FROM gate)`)
}
const save = async (id: string, content: SheetContent, version = 1) => saveSheet(qc, { project: number, id, version, title: '排列图', content, removed: false }, AT)
const typed = (rows: SheetContent['rows']): SheetContent => ({ settings: {}, rows, source: { kind: 'typed', note: '抽查' } })

describe('who writes SQL', () => {
  it('changes no tool beside its revisions', async () => {
    const { id } = await addSheet(qc, { ...key(), project: number, step: 'topic', kind: 'pareto', title: '排列图' })
    await save(id, typed([{ item: '电价', count: '12' }]))
    const [stationId] = await ids()
    for (const change of [`content = '{}'`, `version = version + 1`, `title = 'x', version = version + 1`, `removed = true, version = version + 1`, `version = 1`, `kind = 'notes', version = version + 1`]) {
      await expect(sql(`UPDATE qc_sheet SET ${change} WHERE station_id = $1 AND id = $2`, [stationId, id])).rejects.toThrow(/revision/)
    }
    await expect(sql('DELETE FROM qc_sheet WHERE station_id = $1 AND id = $2', [stationId, id])).rejects.toThrow(/foreign key/)
    await expect(sql(`INSERT INTO qc_sheet (station_id, project_id, step, kind, title, content) SELECT station_id, project_id, step, kind, 'slipped in', content FROM qc_sheet WHERE id = $1`, [id])).rejects.toThrow(/revision/)
  })

  it('moves no project but by a gate, and changes nothing it began with', async () => {
    const project = await ids()
    await expect(sql(`UPDATE qc_project SET step = 'effect' WHERE station_id = $1 AND id = $2`, project)).rejects.toThrow(/gates/)
    for (const change of [`type_content = jsonb_set(type_content, '{steps,0,gates}', '[]')`, `started_on = '2012-01-01'`, `by_id = 'other'`, `title = 'finer'`, `number = 'QC-X-2013-01'`]) {
      await expect(sql(`UPDATE qc_project SET ${change} WHERE station_id = $1 AND id = $2`, project)).rejects.toThrow(/began with/)
    }
    await sql(`UPDATE qc_project SET closed_at = '2013-01-01' WHERE station_id = $1 AND id = $2`, project)
    expect((await head()).closedAt).toBeNull()
  })

  it('dates no check and no score back, and removes none', async () => {
    await scheduleChecks(qc, { ...key(), project: number, measure: 'm1', standardNo: 'Q/1', dueOn: [plainDate('2013-11-01'), plainDate('2099-11-01')] })
    const [due, later] = (await record()).laterChecks
    const project = await ids()
    await expect(sql(`UPDATE qc_later_check SET due_on = '2013-01-01' WHERE station_id = $1 AND project_id = $2`, project)).rejects.toThrow(/what it checks stays/)
    await sql(`UPDATE qc_later_check SET followed = true, finding = 'x', done_at = '2013-11-01' WHERE station_id = $1 AND id = $2`, [project[0], due?.id])
    expect((await record()).laterChecks[0]?.doneAt?.getFullYear()).toBeGreaterThan(2013)
    await expect(sql(`UPDATE qc_later_check SET followed = false WHERE station_id = $1 AND id = $2`, [project[0], due?.id])).rejects.toThrow(/once/)
    await expect(sql(`INSERT INTO qc_later_check (station_id, project_id, measure, standard_no, due_on, followed, done_at) VALUES ($1, $2, 'm1', 'Q/1', '2013-01-01', true, '2013-01-01')`, project)).rejects.toThrow(/planned before/)
    await expect(recordCheck(qc, { project: number, id: later?.id ?? '', followed: true, finding: '提前' }, AT)).rejects.toThrow('check-not-due')
    const scores = { topic: '12', causes: '25', measures: '18', effect: '15', report: '4.5', method: '8' }
    await saveReview(viewerAs('supervisor'), { project: number, recused: false, scores, comment: '' }, new Date('2013-01-01T00:00:00Z'))
    expect((await reviewsOf(qc, [await head()])).get((await head()).id)?.[0]?.at.getFullYear()).toBeGreaterThan(2013)
    for (const table of ['qc_later_check', 'qc_review']) await expect(asDatabaseOwner(`DELETE FROM ${table}`)).rejects.toThrow(/never changed or deleted/)
  })
})

describe('a clock that is put back', () => {
  it('dates nothing before what is on record already: a later change still shows behind its gate', async () => {
    await passTopic()
    const { stationId, id } = await head()
    // A gate passed in what is then the future: the clock has been put back since.
    await asDatabaseOwner(`ALTER TABLE qc_gate_event DISABLE TRIGGER qc_gate_event_stamp; INSERT INTO qc_gate_event (station_id, project_id, step, kind, recorded_at, by_id, by_name) VALUES (${stationId}, ${id}, 'topic', 'passed', now() + interval '3 hours', 'x', 'x'); ALTER TABLE qc_gate_event ENABLE TRIGGER qc_gate_event_stamp`)
    const gateAt = (await record()).gates.at(-1)?.recordedAt ?? new Date()
    await addLinkedEvidence(qc, { ...key(), project: number, step: 'topic', kind: 'campaign', title: '补录', reference: '口头', figures: [] })
    const evidence = await projectEvidence(await head())
    expect(evidence.at(-1)?.recordedAt.getTime()).toBeGreaterThan(gateAt.getTime())
    expect((await lateChanges(await record(), evidence)).map(({ kind, title }) => [kind, title])).toContainEqual(['evidence', '补录'])
  })
})

describe('figures of the books', () => {
  it('are the books’ only as the books have them; what a person changed is refused under their name', async () => {
    const { id } = await addSheet(qc, { ...key(), project: number, step: 'present-state', kind: 'check-sheet', title: '排列图' })
    const books = await booksFor(qc, { project: number, query: 'categories-by-month', from: JUNE, to: AUGUST }, AT)
    const [first, ...others] = books.rows
    await expect(save(id, { ...books, rows: [{ ...first, count: '1' }, ...others] })).rejects.toThrow('not-from-books')
    await expect(save(id, { ...books, rows: others })).rejects.toThrow('not-from-books')
    await expect(save(id, { ...books, source: { ...books.source, query: 'price-by-district' } as SheetContent['source'] })).rejects.toThrow('not-from-books')
    await save(id, { ...books, source: { ...books.source, takenAt: '2013-01-01T00:00:00.000Z' } as SheetContent['source'] })
    const kept = (await record()).sheets.find((sheet) => sheet.id === id)?.content
    expect(kept?.source).toMatchObject({ kind: 'books', takenAt: AT.toISOString() })
    await save(id, { ...books, ...typed([{ ...first, count: '1' }]) }, 2)
  })

  it('a chart’s view and an order are filed with the system’s figures, whatever was sent; what it does not know is filed as typed', async () => {
    const [sheet] = (await record()).sheets.filter(({ kind }) => kind === 'pareto')
    const link = (kind: 'chart' | 'work_order' | 'campaign', reference: string) => addLinkedEvidence(qc, { ...key(), project: number, step: 'present-state', kind, title: reference, reference, figures: [{ name: '电价', value: '99999' }] })
    await link('chart', `/quality/projects/${number}/steps/topic#tool-${sheet?.id ?? ''}`)
    await link('work_order', order)
    await link('campaign', '七月普查')
    const [chart, filed, campaign] = (await projectEvidence(await head())).slice(-3)
    expect([chart?.figures, chart?.drawn]).toEqual([[{ name: '电价', value: '12' }], true])
    expect([filed?.figures.find(({ name }) => name === 'state')?.value, filed?.drawn]).toEqual(['applied', true])
    expect([campaign?.figures, campaign?.drawn]).toEqual([[{ name: '电价', value: '99999' }], false])
  })
})

describe('a target that is moved', () => {
  const month = (text: string) => ({ from: billingMonth(text), to: billingMonth(text) })
  const bind = (value: string) => bindTarget(qc, { ...key(), project: number, target: { kind: 'system', metric: 'average-price', category: null, district: null, sampleSize: 200, direction: 'up', value, dueOn: plainDate('2013-12-31'), baseline: month('2013-06'), effect: month('2013-08') } })

  it('takes the confirmation with it, and behind its gate it shows, as new marks of districts do', async () => {
    await bind('0.9')
    await confirmBenefit(viewerAs('finance'), { ...key(), project: number, amountYuan: '1.00', basis: '凭证' })
    const confirmed = async () => (await projectStanding(qc, await record())).facts.benefit.confirmed
    expect(await confirmed()).toBe(true)
    const { stationId, id } = await head()
    for (const step of ['target', 'effect']) await asDatabaseOwner(`INSERT INTO qc_gate_event (station_id, project_id, step, kind, by_id, by_name) VALUES (${stationId}, ${id}, '${step}', 'passed', 'x', 'x')`)
    await bind('0.1')
    expect(await confirmed()).toBe(false)
    await markDistricts(qc, { ...key(), project: number, districts: [`${station.code}-001`], month: AUGUST })
    await confirmBenefit(viewerAs('finance'), { ...key(), project: number, amountYuan: '2.00', basis: '凭证' })
    expect(await confirmed()).toBe(true)
    const late = await lateChanges(await record(), [])
    expect(late.slice(-3).map(({ step, kind, count }) => [step, kind, count])).toEqual([['target', 'target', 1], ['effect', 'districts', 1], ['effect', 'benefit', 1]])
    expect((await projectStanding(qc, await record())).standing?.earlier.map(({ target }) => target.value)).toEqual(['0.9'])
  })
})
