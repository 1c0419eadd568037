import { expect, it } from 'vitest'
import { viewerAs } from '@tests/factories/viewers'
import { deleteView } from '@/features/saved-views/commands/delete-view'
import { saveView } from '@/features/saved-views/commands/save-view'
import { listViews } from '@/features/saved-views/queries'
import { saveViewSchema } from '@/features/saved-views/schemas'

const AT = new Date('2013-10-08T02:00:00Z')
const LIST = '/accounts'

it('a view is kept under its name for its owner alone, overwritten by the same name, and deleted', async () => {
  const [me, you] = [viewerAs('clerk'), viewerAs('clerk')]
  await saveView(me, { list: LIST, name: '超市', query: 'q=超市' }, AT)
  await saveView(me, { list: LIST, name: '超市', query: 'q=超市&sort=name' }, AT)
  await saveView(me, { list: '/stations', name: '超市', query: '' }, AT)
  const [view, ...others] = await listViews(me, LIST)
  expect(view).toMatchObject({ name: '超市', query: 'q=超市&sort=name' })
  expect(others).toEqual([])
  expect(await listViews(you, LIST)).toEqual([])
  await deleteView(you, { id: view?.id ?? '' })
  expect(await listViews(me, LIST)).toHaveLength(1)
  await deleteView(me, { id: view?.id ?? '' })
  await deleteView(me, { id: view?.id ?? '' })
  expect(await listViews(me, LIST)).toEqual([])
})

it('so many are kept and no more; a name must be given', async () => {
  const me = viewerAs('clerk')
  for (let count = 0; count < 50; count += 1) await saveView(me, { list: LIST, name: `v${count}`, query: '' }, AT)
  await expect(saveView(me, { list: LIST, name: 'one more', query: '' }, AT)).rejects.toMatchObject({ code: 'too-many-views' })
  expect(saveViewSchema.safeParse({ list: LIST, name: '  ', query: '' }).success).toBe(false)
  expect(saveViewSchema.safeParse({ list: 'https://elsewhere', name: 'x', query: '' }).success).toBe(false)
})
