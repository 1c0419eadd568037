import { expect, it } from 'vitest'
import { givenAccount, givenBills, givenStation, givenTariffs } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { billingMonth } from '@/domain/plain-date'
import { decideDraft } from '@/features/tariff-drafts/commands/decide-draft'
import { draftVersion } from '@/features/tariff-drafts/commands/draft-version'
import { importDocuments, readDocuments } from '@/features/tariff-drafts/commands/import-documents'
import { previewDraft } from '@/features/tariff-drafts/commands/preview-draft'
import { earlierDraft, getDraft } from '@/features/tariff-drafts/queries'
import { tariffDocuments } from '@/features/tariffs/queries'
import { authDb } from '@/server/db'

const AT = new Date('2013-10-08T02:00:00Z')
const admin = viewerAs('admin')
const supervisor = viewerAs('supervisor')

const version = (effectiveFrom: string, rate = '0.6') => ({ effectiveFrom, charges: [{ code: 'energy', kind: 'energy' as const, rate }] })
const header = (category: string, more: object = {}) => ({ category, name: { 'zh-CN': category, en: category }, class: 'other' as const, currency: 'CNY', ...more })

async function givenBilled(category = 'RES-1', month = '2013-07') {
  await givenTariffs()
  const station = await givenStation()
  const account = await givenAccount(station, { category })
  await givenBills(station, account, billingMonth(month), [100, 200], category)
  return account.accountNo
}

/** A draft that waits for its releaser. */
async function submitted(category: string, effectiveFrom: string, accountNo: string): Promise<string> {
  const { id } = await draftVersion(admin, { header: header(category), content: version(effectiveFrom) }, AT)
  await previewDraft(admin, { id, version: 1, accountNos: [accountNo] }, AT)
  await decideDraft(admin, { id, version: 2, decision: 'submit' }, AT)
  return id
}
const release = (id: string, more: object = {}) => decideDraft(supervisor, { id, version: 3, decision: 'release', ...more }, AT)
const versionsOf = async (category: string) => (await tariffDocuments()).get(category)?.versions.map(({ effectiveFrom }) => effectiveFrom)

function read(...documents: object[]) {
  const answer = readDocuments(JSON.stringify(documents))
  if ('faults' in answer) throw new Error(JSON.stringify(answer.faults))
  return answer.documents
}

it('versions of a category are released in the order of their dates: the later one waits, in words', async () => {
  const account = await givenBilled()
  const [later, earlier] = [await submitted('RES-1', '2014-07-01', account), await submitted('RES-1', '2014-01-01', account)]
  expect(await earlierDraft(await getDraft(later))).toMatchObject({ id: earlier, effectiveFrom: '2014-01-01' })
  await expect(release(later)).rejects.toMatchObject({ code: 'earlier-draft-waits', params: { date: '2014-01-01' } })
  await release(earlier)
  await release(later)
  expect(await versionsOf('RES-1')).toEqual(['2012-07-01', '2014-01-01', '2014-07-01'])
})

it('two releases at once end in the right order, of a new category too', async () => {
  const account = await givenBilled()
  const ids = [await submitted('TWO-1', '2015-01-01', account), await submitted('TWO-1', '2014-01-01', account)]
  const first = await Promise.allSettled(ids.map((id) => release(id)))
  if (first[0]?.status === 'rejected') {
    expect(first[0].reason).toMatchObject({ code: 'earlier-draft-waits' })
    await release(ids[0] ?? '')
  }
  expect(first[1]?.status).toBe('fulfilled')
  expect(await versionsOf('TWO-1')).toEqual(['2014-01-01', '2015-01-01'])
})

it('a version dated into billed months says how many bills it concerns, and is released with a reason', async () => {
  const account = await givenBilled('COM-1')
  const id = await submitted('COM-1', '2013-08-01', account)
  await expect(release(id)).rejects.toMatchObject({ code: 'release-concerns-bills', params: { count: 1 } })
  await expect(release(id, { concernedBills: 1 })).rejects.toMatchObject({ code: 'release-concerns-bills' })
  await expect(release(id, { concernedBills: 7, reason: 'decree' })).rejects.toMatchObject({ code: 'release-concerns-bills' })
  await release(id, { concernedBills: 1, reason: 'decree' })
  const entry = await authDb().auditLog.findFirst({ where: { action: 'tariff-version.released', subjectKey: 'COM-1' } })
  expect(entry).toMatchObject({ reason: 'decree', after: { concernedBills: 1 } })
})

it('a submitted draft is taken back by its drafter, and an abandoned one discarded by another administrator with a reason', async () => {
  const id = await submitted('AGR-1', '2018-01-01', await givenBilled('AGR-1'))
  await expect(decideDraft(viewerAs('admin'), { id, version: 3, decision: 'withdraw' }, AT)).rejects.toMatchObject({ code: 'drafter-only' })
  await decideDraft(admin, { id, version: 3, decision: 'withdraw' }, AT)
  expect(await getDraft(id)).toMatchObject({ state: 'draft' })
  await expect(decideDraft(viewerAs('admin'), { id, version: 4, decision: 'discard' }, AT)).rejects.toMatchObject({ code: 'reason-missing' })
  await decideDraft(viewerAs('admin'), { id, version: 4, decision: 'discard', reason: 'its drafter has left' }, AT)
  expect(await getDraft(id)).toMatchObject({ state: 'discarded', decisionReason: 'its drafter has left' })
})

it('an import says which versions are older than the released one, and drafts none of them', async () => {
  await givenTariffs()
  const current = (await tariffDocuments()).get('AGR-1')
  const answer = await importDocuments(admin, read({ ...current, versions: [version('2010-01-01'), version('2019-01-01')] }), AT)
  expect(answer).toMatchObject({ older: [{ category: 'AGR-1', effectiveFrom: '2010-01-01', newest: '2012-07-01' }], drafted: [{ effectiveFrom: '2019-01-01' }] })
})
