import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { givenStation, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { AT } from '@tests/factories/work-orders'
import { fen } from '@/domain/money'
import { billingMonth } from '@/domain/plain-date'
import { addNote } from '@/features/chart-notes/commands/add-note'
import { removeNote } from '@/features/chart-notes/commands/remove-note'
import { notesFor } from '@/features/chart-notes/queries'
import { setTarget } from '@/features/recovery-targets/commands/set-target'
import { listTargets } from '@/features/recovery-targets/queries'
import { db } from '@/server/db'
import { system } from '@/server/scope'

const supervisor = viewerAs('supervisor')
const JULY = billingMonth('2013-07')
const range = { from: JULY, to: JULY }
let station: GivenStation
let other: GivenStation
beforeAll(async () => {
  station = await givenStation()
  other = await givenStation()
})
const note = (more: object = {}) => ({ stationCode: station.code, districtCode: '', month: JULY, kind: 'weather' as const, text: 'heat wave', requestKey: randomUUID(), ...more })
const textsOn = async (scope: object) => (await notesFor(supervisor, { ...range, ...scope })).map(({ text }) => text)

describe('a note on a month', () => {
  it('shows on its scope and on what is part of it, never above', async () => {
    await addNote(supervisor, note({ stationCode: '', text: 'company' }), AT)
    await addNote(supervisor, note({ text: 'station' }), AT)
    await addNote(supervisor, note({ districtCode: `${station.code}-001`, text: 'district' }), AT)
    expect(await textsOn({})).toEqual(['company'])
    expect(await textsOn({ stationId: station.id })).toEqual(['company', 'station'])
    expect(await textsOn({ stationId: station.id, districtId: station.districtId })).toEqual(['company', 'station', 'district'])
    expect(await textsOn({ stationId: other.id })).toEqual(['company'])
  })

  it('is added once however often it is sent, removed with an entry of what it said', async () => {
    const form = note({ stationCode: other.code, text: 'twice' })
    const { id } = await addNote(supervisor, form, AT)
    expect(await addNote(supervisor, form, AT)).toEqual({ id })
    await removeNote(supervisor, { id })
    expect(await removeNote(supervisor, { id })).toEqual({ id })
    const log = await db(system('test')).auditLog.findMany({ where: { subject: 'chart-note', subjectKey: id }, orderBy: { id: 'asc' } })
    expect(log.map(({ action, before, after }) => [action, (before ?? after) as unknown])).toMatchObject([['chart-note.added', { text: 'twice' }], ['chart-note.removed', { text: 'twice' }]])
  })

  it('is refused to who may not, and of places that are not theirs', async () => {
    const elsewhere = viewerAs('supervisor', { stations: [other.id] })
    await expect(addNote(viewerAs('clerk'), note(), AT)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(addNote(elsewhere, note(), AT)).rejects.toMatchObject({ code: 'station-not-found' })
    await expect(addNote(elsewhere, note({ stationCode: '' }), AT)).rejects.toMatchObject({ code: 'note-of-company' })
    await expect(addNote(supervisor, note({ districtCode: 'none' }), AT)).rejects.toMatchObject({ code: 'district-not-found' })
  })
})

describe('a target', () => {
  const target = (more: object = {}) => ({ stationCode: station.code, effectiveFrom: JULY, monthlyYuan: fen(500_000n), ...more })

  it('is dated, replaced for the same month, and on record', async () => {
    await setTarget(supervisor, target(), AT)
    await setTarget(supervisor, target({ monthlyYuan: fen(600_000n) }), AT)
    await setTarget(supervisor, target({ monthlyYuan: fen(600_000n) }), AT)
    await setTarget(supervisor, target({ effectiveFrom: billingMonth('2013-09'), monthlyYuan: fen(0n) }), AT)
    expect((await listTargets(supervisor, station.id)).map(({ effectiveFrom, monthlyFen }) => [effectiveFrom, monthlyFen])).toEqual([['2013-09', 0n], ['2013-07', 600_000n]])
    expect(await db(system('test')).auditLog.count({ where: { action: 'recovery-target.set', stationId: station.id } })).toBe(3)
  })

  it('is the supervisors’ to set, each for their stations', async () => {
    await expect(setTarget(viewerAs('qc'), target(), AT)).rejects.toMatchObject({ code: 'forbidden' })
    const elsewhere = viewerAs('supervisor', { stations: [other.id] })
    await expect(setTarget(elsewhere, target(), AT)).rejects.toMatchObject({ code: 'station-not-found' })
    await expect(setTarget(elsewhere, target({ stationCode: '' }), AT)).rejects.toMatchObject({ code: 'target-of-company' })
    expect(await listTargets(elsewhere, undefined)).toEqual([])
  })
})
