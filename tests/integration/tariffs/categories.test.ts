import { expect, it } from 'vitest'
import { givenTariffs } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { changeCategory } from '@/features/tariff-categories/commands/change-category'
import { decideChange } from '@/features/tariff-categories/commands/decide-change'
import { categoryFacts, openChanges } from '@/features/tariff-categories/queries'
import { importDocuments, readDocuments } from '@/features/tariff-drafts/commands/import-documents'
import { tariffDocuments } from '@/features/tariffs/queries'
import { authDb } from '@/server/db'

const AT = new Date('2013-10-08T02:00:00Z')
const admin = viewerAs('admin')

it('an administrator renames a category, with the change on record; its versions stay as they are', async () => {
  await givenTariffs()
  const seen = await categoryFacts('RES-1')
  const facts = { ...seen, nameZh: '居民生活用电（新）', synonyms: [...seen.synonyms, '居民用电'], source: { title: '通知', number: '1号' } }
  expect(await changeCategory(admin, { code: 'RES-1', seen, facts }, AT)).toEqual({ outcome: 'applied' })
  expect((await tariffDocuments()).get('RES-1')).toMatchObject({ name: { 'zh-CN': '居民生活用电（新）' }, source: { number: '1号' }, versions: [{ effectiveFrom: '2012-07-01' }] })
  expect(await authDb().auditLog.findFirst({ where: { action: 'tariff-category.changed' } })).toMatchObject({ subjectKey: 'RES-1', before: { nameZh: seen.nameZh }, after: { nameZh: facts.nameZh } })
  await expect(changeCategory(admin, { code: 'RES-1', seen, facts: seen }, AT)).resolves.toEqual({ outcome: 'same' })
  await expect(changeCategory(admin, { code: 'RES-1', seen, facts: { ...seen, nameEn: 'Home' } }, AT)).rejects.toMatchObject({ code: 'category-changed' })
  const now = await categoryFacts('RES-1')
  await expect(changeCategory(admin, { code: 'RES-1', seen: now, facts: { ...now, synonyms: ['工商业'] } }, AT)).rejects.toMatchObject({ code: 'synonym-taken', params: { category: 'COM-1' } })
  await expect(changeCategory(viewerAs('clerk'), { code: 'RES-1', seen: now, facts: { ...now, nameEn: 'x' } }, AT)).rejects.toMatchObject({ code: 'forbidden' })
})

it('a class is changed by two', async () => {
  await givenTariffs()
  const seen = await categoryFacts('COM-1')
  expect(await changeCategory(admin, { code: 'COM-1', seen, facts: { ...seen, class: 'other' } }, AT)).toEqual({ outcome: 'proposed' })
  const [change] = await openChanges('COM-1')
  const id = change?.id ?? ''
  await expect(decideChange(admin, { id, decision: 'apply' }, AT)).rejects.toMatchObject({ code: 'tariff-four-eyes' })
  await expect(authDb().$executeRaw`UPDATE tariff_category_change SET state = 'applied', decided_by_id = proposer_id WHERE id = ${BigInt(id)}`).rejects.toThrow('four_eyes')
  await decideChange(viewerAs('supervisor'), { id, decision: 'apply' }, AT)
  expect((await categoryFacts('COM-1')).class).toBe('other')
  await expect(decideChange(viewerAs('supervisor'), { id, decision: 'reject' }, AT)).rejects.toMatchObject({ code: 'change-not-found' })
})

it('an import that names or classes a known category otherwise proposes that change once, and shows it', async () => {
  await givenTariffs()
  const document = (await tariffDocuments()).get('AGR-1')
  const read = readDocuments(JSON.stringify({ ...document, name: { 'zh-CN': '农业用电', en: 'Farming' }, class: 'other' }))
  if ('faults' in read) throw new Error('faults')
  expect(await importDocuments(admin, read.documents, AT)).toMatchObject({ drafted: [], changed: ['AGR-1'] })
  expect(await importDocuments(admin, read.documents, AT)).toMatchObject({ changed: [] })
  expect(await openChanges('AGR-1')).toMatchObject([{ before: { nameEn: 'Agricultural' }, proposed: { nameEn: 'Farming', class: 'other' }, classChanges: true }])
  expect((await categoryFacts('AGR-1')).nameEn).toBe('Agricultural')
})
