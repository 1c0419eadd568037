import { describe, expect, it } from 'vitest'
import { asDatabaseOwner } from '@tests/factories/owner'
import { givenAccount, givenAssignment, givenBills, givenStation, givenTariffs } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { billingMonth, plainDate } from '@/domain/plain-date'
import { sampleAccounts } from '@/features/bills/sample-queries'
import { decideDraft } from '@/features/tariff-drafts/commands/decide-draft'
import { draftVersion, saveDraft } from '@/features/tariff-drafts/commands/draft-version'
import { importDocuments, readDocuments } from '@/features/tariff-drafts/commands/import-documents'
import { previewDraft } from '@/features/tariff-drafts/commands/preview-draft'
import { getDraft, openDrafts } from '@/features/tariff-drafts/queries'
import { tariffDocuments } from '@/features/tariffs/queries'
import { authDb } from '@/server/db'

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

async function givenBilledAccount(kwh: number, category = 'RES-1') {
  await givenTariffs()
  const station = await givenStation()
  const account = await givenAccount(station, { category })
  await givenBills(station, account, JULY, [kwh], category)
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
    expect(preview?.rows).toMatchObject([{ accountNo, month: '2013-07', billedFen: '5469', oldFen: '5469', newFen: '6000', missing: null }])
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
      await expect(asDatabaseOwner(sql)).rejects.toThrow('never changed')
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
    const shop = await givenBilledAccount(100, 'COM-1')
    const id = await drafted('COM-1', { effectiveFrom: '', charges: [] })
    expect((await getDraft(id)).faults.map(({ path }) => path.join('.'))).toEqual(['effectiveFrom', 'charges'])
    await expect(decideDraft(admin, { id, version: 1, decision: 'submit' }, AT)).rejects.toMatchObject({ code: 'draft-unfinished' })
    await expect(previewDraft(admin, { id, version: 1, accountNos: [accountNo] }, AT)).rejects.toMatchObject({ code: 'draft-unfinished' })
    await saveDraft(admin, { id, version: 1, content: content('2012-07-01') })
    await expect(decideDraft(admin, { id, version: 2, decision: 'submit' }, AT)).rejects.toMatchObject({ code: 'preview-missing' })
    await previewDraft(admin, { id, version: 2, accountNos: [accountNo] }, AT)
    expect((await getDraft(id)).preview?.rows).toMatchObject([{ missing: 'other-category', billedFen: '5469', newFen: null }])
    await expect(decideDraft(admin, { id, version: 3, decision: 'submit' }, AT)).rejects.toMatchObject({ code: 'preview-hollow' })
    await previewDraft(admin, { id, version: 3, accountNos: [accountNo, shop.accountNo] }, AT)
    await expect(decideDraft(admin, { id, version: 4, decision: 'submit' }, AT)).rejects.toMatchObject({ code: 'version-not-later', params: { date: '2012-07-01' } })
    await saveDraft(admin, { id, version: 4, content: content('2014-07-01') })
    expect((await getDraft(id)).preview).toBeNull()
    await expect(previewDraft(admin, { id, version: 5, accountNos: ['0'] }, AT)).rejects.toMatchObject({ code: 'account-not-found' })
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

describe('a preview', () => {
  const previewed = async (category: string, accountNos: string[]) => {
    const id = await drafted(category, content('2017-01-01', '1'))
    await previewDraft(admin, { id, version: 1, accountNos }, AT)
    return { id, rows: (await getDraft(id)).preview?.rows }
  }

  it('shows what was billed, also where the tariff in force comes to something else', async () => {
    await givenTariffs()
    const station = await givenStation()
    const shop = await givenAccount(station, { category: 'COM-1' })
    await givenBills(station, shop, JULY, [100], 'RES-1')
    const { rows } = await previewed('COM-1', [shop.accountNo])
    // Billed at 0.5469 though the shop is on 0.7335; the draft is 1.
    expect(rows).toMatchObject([{ billedFen: '5469', oldFen: '7335', newFen: '10000', missing: null }])
  })

  it('rates each stretch of days on its own assignment, as checks do', async () => {
    await givenTariffs()
    const station = await givenStation()
    const account = await givenAccount(station)
    await authDb().tariffAssignment.updateMany({ where: { accountId: account.id }, data: { validTo: new Date('2013-07-11') } })
    await givenAssignment(station, account, { from: plainDate('2013-07-11'), to: null, remainder: 'COM-1' })
    await givenBills(station, account, JULY, [310])
    const { rows } = await previewed('COM-1', [account.accountNo])
    // 10 days at 0.5469 and 21 at 0.7335 or 1: 100 kWh and 210 kWh.
    expect(rows).toMatchObject([{ oldFen: String(5469 + 15404), newFen: String(5469 + 21000), missing: null }])
  })

  it('does not count when no account was billed or has a category at all', async () => {
    const account = await givenAccount(await givenStation())
    const { id, rows } = await previewed('RES-1', [account.accountNo])
    expect(rows).toMatchObject([{ missing: 'no-bill', newFen: null }])
    await expect(decideDraft(admin, { id, version: 2, decision: 'submit' }, AT)).rejects.toMatchObject({ code: 'preview-hollow' })
  })
})

describe('the books are kept in yuan and fen', () => {
  it('so a draft of another currency is refused where it is made', async () => {
    await expect(draftVersion(admin, { header: { ...header('YEN'), currency: 'JPY' }, content: {} }, AT)).rejects.toMatchObject({ code: 'header-wrong', params: { path: 'currency' } })
    await expect(draftVersion(admin, { header: { ...header('MIL'), minorDigits: 3 }, content: {} }, AT)).rejects.toMatchObject({ code: 'header-wrong', params: { path: 'minorDigits' } })
    expect(readDocuments(JSON.stringify({ ...header('YEN'), currency: 'JPY', versions: [content('2014-01-01')] }))).toMatchObject({ faults: [{ path: ['currency'] }] })
  })

  it('and one that was drafted before is not submitted', async () => {
    const { id } = await authDb().tariffDraft.create({
      data: { categoryCode: 'OLD', header: { ...header('OLD'), currency: 'USD' }, content: content('2014-01-01'), drafterId: admin.userId, drafterName: admin.name, createdAt: AT }, select: { id: true },
    })
    await expect(decideDraft(admin, { id: String(id), version: 1, decision: 'submit' }, AT)).rejects.toMatchObject({ code: 'draft-unfinished', params: { path: 'currency' } })
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
    expect(readDocuments('[{"category":"X"}]')).toMatchObject({ faults: expect.arrayContaining([{ path: [0, 'versions'], message: 'expected a list, found nothing' }]) as unknown })
    expect(readDocuments('{')).toMatchObject({ faults: [{ path: [] }] })
  })
})

it('suggests accounts from small to large', async () => {
  const station = await givenStation()
  for (const kwh of [50, 10, 90, 70, 30]) await givenBills(station, await givenAccount(station), JULY, [kwh])
  const numbers = await sampleAccounts(viewerAs('admin', { stations: [station.id] }), 'RES-1')
  expect(numbers).toHaveLength(5)
  expect(await sampleAccounts(viewerAs('admin', { stations: [station.id] }), 'NONE')).toHaveLength(5)
})
