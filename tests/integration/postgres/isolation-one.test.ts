import { expect, it } from 'vitest'
import { authDb } from '@/server/db'

// Its twin writes the same key: both pass only when each file has a database of its own.
it('has a database of its own', async () => {
  await authDb().company.create({ data: { id: 1, name: 'the same key', accountsTotal: 1 } })
  expect(await authDb().company.count()).toBe(1)
})
