import { describe, expect, it } from 'vitest'
import { givenAccount, givenBills, givenStation, givenTariffs } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { billingMonth } from '@/domain/plain-date'
import { sampleAccounts } from '@/features/bills/sample-queries'
import { decideDraft } from '@/features/tariff-drafts/commands/decide-draft'
import { draftVersion, saveDraft } from '@/features/tariff-drafts/commands/draft-version'
import { importDocuments, readDocuments } from '@/features/tariff-drafts/commands/import-documents'
import { previewDraft } from '@/features/tariff-drafts/commands/preview-draft'
import { getDraft, openDrafts } from '@/features/tariff-drafts/queries'
import { tariffDocuments } from '@/features/tariffs/queries'
import { pool } from '@/server/db'

const AT = new Date('2013-10-08T02:00:00Z')
const JULY = billingMonth('2013-07')
const admin = viewerAs('admin')
const supervisor = viewerAs('supervisor')

const header = (category: string) => ({ category, name: { 'zh-CN': '新类', en: 'New' }, class: 'other' as const, currency: 'CNY' })
const content = (effectiveFrom: string, rate = '0.6') => ({ effectiveFrom, charges: [{ code: 'energy', kind: 'energy', rate }], source: { title: '发改价格', number: '1号' } })

async function drafted(category: string, version: object) {
  const { id } = await draftVersion(admin, { header: header(category), content: version as never }, AT)
  return id
}

async function givenBilledAccount(kwh: number) {
  await givenTariffs()
  const station = await givenStation()
  const account = await givenAccount(station)
  await givenBills(station, account, JULY, [kwh])
  return account
}

describe('a tariff version', () => {
  it('is drafted, previewed on a real account, released by a second person, and rates bills from its date on', async () => {
    const { accountNo } = await givenBilledAccount(100)
    const id = await drafted('RES-1', content('2014-01-01'))
    expect((await getDraft(id)).header.name.en).toBe('Residential')
    await previewDraft(admin, { id, version: 1, accountNos: [accountNo, accountNo] }, AT)
    const { preview } = await getDraft(id)
    // 100 kWh at 0.5469 and at 0.6.
    expect(preview?.rows).toMatchObject([{ accountNo, month: '2013-07', oldFen: '5469', newFen: '6000', missing: null }])
    await decideDraft(admin, { id, version: 2, decision: 'submit' }, AT)
    await expect(decideDraft(admin, { id, version: 3, decision: 'release' }, AT)).rejects.toMatchObject({ code: 'tariff-four-eyes' })
    await decideDraft(supervisor, { id, version: 3, decision: 'release' }, AT)
    const versions = (await tariffDocuments()).get('RES-1')?.versions.map(({ effectiveFrom }) => effectiveFrom)
    expect(versions).toEqual(['2012-07-01', '2014-01-01'])
    await expect(decideDraft(supervisor, { id, version: 4, decision: 'release' }, AT)).rejects.toMatchObject({ code: 'wrong-state' })
  })

  it('is never edited once released: the database refuses', async () => {
    await givenTariffs()
    for (const sql of [`UPDATE tariff_version SET content = '{}'`, 'DELETE FROM tariff_version', 'TRUNCATE tariff_version']) {
      await expect(pool().query(sql)).rejects.toThrow('never changed')
    }
  })

  it('of a new category is tried as if the whole bill were on it, and brings the category when released', async () => {
    const { accountNo } = await givenBilledAccount(200)
    const id = await drafted('NEW-1', content('2013-01-01', '0.9'))
    await previewDraft(admin, { id, version: 1, accountNos: [accountNo] }, AT)
    expect((await getDraft(id)).preview?.rows).toMatchObject([{ oldFen: '10938', newFen: '18000' }])
    await decideDraft(admin, { id, version: 2, decision: 'submit' }, AT)
    await decideDraft(supervisor, { id, version: 3, decision: 'release' }, AT)
    expect((await tariffDocuments()).get('NEW-1')).toMatchObject({ name: { en: 'New' }, versions: [{ effectiveFrom: '2013-01-01' }] })
  })

  it('is not submitted unfinished, without a preview of just its content, or before a released one', async () => {
    const { accountNo } = await givenBilledAccount(100)
    const id = await drafted('COM-1', { effectiveFrom: '', charges: [] })
    expect((await getDraft(id)).faults.map(({ path }) => path.join('.'))).toEqual(['effectiveFrom', 'charges'])
    await expect(decideDraft(admin, { id, version: 1, decision: 'submit' }, AT)).rejects.toMatchObject({ code: 'draft-unfinished' })
    await expect(previewDraft(admin, { id, version: 1, accountNos: [accountNo] }, AT)).rejects.toMatchObject({ code: 'draft-unfinished' })
    await saveDraft(admin, { id, version: 1, content: content('2012-07-01') })
    await expect(decideDraft(admin, { id, version: 2, decision: 'submit' }, AT)).rejects.toMatchObject({ code: 'preview-missing' })
    await previewDraft(admin, { id, version: 2, accountNos: [accountNo] }, AT)
    await expect(decideDraft(admin, { id, version: 3, decision: 'submit' }, AT)).rejects.toMatchObject({ code: 'version-not-later', params: { date: '2012-07-01' } })
    await saveDraft(admin, { id, version: 3, content: content('2014-07-01') })
    expect((await getDraft(id)).preview).toBeNull()
    await expect(previewDraft(admin, { id, version: 4, accountNos: ['0'] }, AT)).rejects.toMatchObject({ code: 'account-not-found' })
  })

  it('saved by two at once has one effect, and the other is told', async () => {
    const id = await drafted('AGR-1', content('2015-01-01'))
    const saves = await Promise.allSettled([1, 2].map((cents) => saveDraft(admin, { id, version: 1, content: content('2015-01-01', `0.${cents}`) })))
    expect(saves.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(saves.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'draft-changed' } })
  })

  it('is a drafter’s to change and an administrator’s to draft', async () => {
    const id = await drafted('AGR-1', content('2016-01-01'))
    await expect(saveDraft(viewerAs('admin'), { id, version: 1, content: content('2016-02-01') })).rejects.toMatchObject({ code: 'drafter-only' })
    await expect(draftVersion(viewerAs('clerk'), { header: header('X'), content: {} }, AT)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(decideDraft(viewerAs('clerk'), { id, version: 1, decision: 'release' }, AT)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('importing tariff documents', () => {
  it('drafts what the catalogue lacks; again, and what it exported itself, changes nothing', async () => {
    await givenTariffs()
    const exported = JSON.stringify([...(await tariffDocuments()).values()])
    const read = readDocuments(exported)
    if ('faults' in read) throw new Error(read.faults.join())
    expect((await importDocuments(admin, read.documents, AT)).drafted).toEqual([])
    const [first] = read.documents
    const more = { ...(first ?? read.documents[0]), versions: [...(first?.versions ?? []), { ...content('2020-01-01') }] }
    const again = readDocuments(JSON.stringify(more))
    if ('faults' in again) throw new Error(again.faults.join())
    expect((await importDocuments(admin, again.documents, AT)).drafted).toMatchObject([{ category: first?.category, effectiveFrom: '2020-01-01' }])
    expect((await importDocuments(admin, again.documents, AT)).drafted).toEqual([])
    expect((await openDrafts()).filter(({ content: kept }) => JSON.stringify(kept).includes('2020-01-01'))).toHaveLength(1)
  })

  it('refuses a document that differs from a released version, and names every fault with its path', async () => {
    await givenTariffs()
    const document = (await tariffDocuments()).get('COM-1')
    const changed = readDocuments(JSON.stringify({ ...document, versions: [{ effectiveFrom: '2012-07-01', charges: [{ code: 'energy', kind: 'energy', rate: '9' }] }] }))
    if ('faults' in changed) throw new Error(changed.faults.join())
    await expect(importDocuments(admin, changed.documents, AT)).rejects.toMatchObject({ code: 'released-differs' })
    expect(readDocuments('[{"category":"X"}]')).toMatchObject({ faults: expect.arrayContaining([expect.stringMatching(/^\[0\]\.versions: /)]) as unknown })
    expect(readDocuments('{')).toMatchObject({ faults: [expect.stringContaining('(document)')] })
  })
})

it('suggests accounts from small to large', async () => {
  const station = await givenStation()
  for (const kwh of [50, 10, 90, 70, 30]) await givenBills(station, await givenAccount(station), JULY, [kwh])
  const numbers = await sampleAccounts(viewerAs('admin', { stations: [station.id] }), 'RES-1')
  expect(numbers).toHaveLength(5)
  expect(await sampleAccounts(viewerAs('admin', { stations: [station.id] }), 'NONE')).toHaveLength(5)
})
