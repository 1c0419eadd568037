import { expect, it } from 'vitest'
import * as z from 'zod'
import { newRequestKey } from './request-key'

it('makes a valid UUID of version 4, another each time', () => {
  const keys = Array.from({ length: 100 }, newRequestKey)
  for (const key of keys) expect(z.uuidv4().safeParse(key).success).toBe(true)
  expect(new Set(keys).size).toBe(100)
})
