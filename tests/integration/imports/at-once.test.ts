import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { bring, commit, correctSlip, found, printedFor, rightFor } from '@tests/factories/imports'
import { givenStation, givenTariffs, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { discardImport } from '@/features/imports/commands/discard-import'
import { getImport } from '@/features/imports/queries'
import { db } from '@/server/db'
import { system } from '@/server/scope'

const clerk = viewerAs('clerk')

let station: GivenStation
beforeAll(givenTariffs)
beforeEach(async () => {
  station = await givenStation()
})

const printed = () => printedFor(station)
const right = () => rightFor(station)
const version = async (id: string) => (await getImport(clerk, id)).version

describe('at the same time', () => {
  it('two who commit at once: one effect, the other is told', async () => {
    const { id } = await bring(clerk, right())
    const results = await Promise.allSettled([commit(clerk, id), commit(viewerAs('clerk'), id)])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await db(system('test')).auditLog.count({ where: { subject: 'import', subjectKey: id, action: 'import.committed' } })).toBe(1)
  })

  it('two files of one closed month, both checked before either goes in: the second is refused', async () => {
    const [header = '', ...rows] = right().trimEnd().split('\n')
    const part = (which: number) => bring(clerk, [header, ...rows.filter((_, index) => index % 3 === which)].join('\n'))
    const [first, second] = [await part(0), await part(1)]
    await commit(clerk, first.id)
    await expect(commit(clerk, second.id)).rejects.toMatchObject({ code: 'import-books-moved', params: { count: 2 } })
  })

  it('a decision on a stale page is refused', async () => {
    const { id } = await bring(clerk, printed())
    const stale = await version(id)
    await correctSlip(clerk, id)
    await expect(discardImport(clerk, { id, version: stale })).rejects.toMatchObject({ code: 'import-changed' })
  })

  it('another station’s rows are refused to who does not see it, and its imports are not shown', async () => {
    const elsewhere = viewerAs('clerk', { stations: [station.id + 1000] })
    const { id } = await bring(elsewhere, `${printed()}\n\n`)
    expect(new Set(await found(elsewhere, id))).toEqual(new Set([2, 3, 4, 5, 6, 7].map((row) => `${row} station unknown-station`)))
    const other = await bring(clerk, printed())
    await expect(getImport(elsewhere, other.id)).rejects.toMatchObject({ code: 'import-not-found' })
  })
})
