import * as z from 'zod'

export const saveViewSchema = z.object({
  /** The list's own address. */
  list: z.string().regex(/^\/[a-z0-9/-]{1,60}$/),
  name: z.string().trim().min(1).max(40),
  /** The search part of the address, without `?`. */
  query: z.string().max(500),
})
export type SaveView = z.infer<typeof saveViewSchema>

export const deleteViewSchema = z.object({ id: z.string().regex(/^\d{1,18}$/) })
export type DeleteView = z.infer<typeof deleteViewSchema>
