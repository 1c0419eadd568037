import { beforeAll, describe, expect, it } from 'vitest'
import { givenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { readLog } from '@/features/audit-log/log-queries'
import { authDb } from '@/server/db'
import { transact } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'

let here = 0
let elsewhere = 0

beforeAll(async () => {
  here = (await givenStation()).id
  elsewhere = (await givenStation()).id
})

/** Someone on record who sees these stations, all of them for none. */
async function onRecord(...stations: number[]): Promise<Viewer> {
  const viewer = viewerAs('clerk', stations.length === 0 ? {} : { stations: stations })
  await authDb().appUser.create({
    data: {
      id: viewer.userId, name: viewer.name, email: `${viewer.userId}@users.invalid`, username: viewer.userId, role: 'clerk', allStations: stations.length === 0,
      scopes: { create: stations.map((stationId) => ({ stationId })) },
    },
  })
  return viewer
}

/** What the auditor of the first station reads of these entries. */
async function read(by: Viewer, entries: { stationId: number; subject: string }[]): Promise<string[]> {
  await transact(by, async (_tx, record) => {
    for (const entry of entries) await record({ ...entry, action: 'demo.loaded', subjectKey: '1' })
  })
  const auditor = viewerAs('log_auditor', { stations: [here] })
  return (await readLog(auditor, { actor: by.userId }, 50)).map(({ stationId, subject }) => `${stationId === here ? 'here' : stationId === 0 ? 'none' : 'elsewhere'} ${subject}`).sort()
}

const ENTRIES = () => [{ stationId: here, subject: 'account' }, { stationId: elsewhere, subject: 'account' }, { stationId: 0, subject: 'import' }, { stationId: 0, subject: 'tariff-draft' }, { stationId: 0, subject: 'user' }]

describe('the log, for an auditor of one station', () => {
  it('has the station and the company, and no file of someone who sees other stations too', async () => {
    expect(await read(await onRecord(), ENTRIES())).toEqual(['here account', 'none user'])
    expect(await read(await onRecord(here, elsewhere), ENTRIES())).toEqual(['here account', 'none user'])
    expect(await read(await onRecord(elsewhere), ENTRIES().slice(1))).toEqual(['none user'])
  })

  it('has the files of those who see that station only', async () => {
    expect(await read(await onRecord(here), [{ stationId: here, subject: 'account' }, { stationId: 0, subject: 'import' }])).toEqual(['here account', 'none import'])
  })
})
