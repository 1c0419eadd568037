import { z } from 'zod'
import { tariffHeaderSchema } from '@/domain/tariff/document'

const id = z.string().regex(/^\d{1,18}$/)
const version = z.int().positive()

/** A category's code as it stands in addresses and files; the words of the catalogue's own pages are taken. */
export const categoryCodeSchema = z.string().regex(/^[A-Z0-9][A-Z0-9-]{0,29}$/, 'code-wrong')

/** As large as a version may get, in characters of JSON. */
const MOST_CHARACTERS = 200_000

const content = z.record(z.string(), z.json()).refine((value) => JSON.stringify(value).length <= MOST_CHARACTERS, 'too-long')

export const createDraftSchema = z.object({ header: tariffHeaderSchema.extend({ category: categoryCodeSchema }), content })
export type CreateDraft = z.infer<typeof createDraftSchema>

export const saveDraftSchema = z.object({ id, version, content })
export type SaveDraft = z.infer<typeof saveDraftSchema>

const MOST_ACCOUNTS = 30

export const previewDraftSchema = z.object({ id, version, accountNos: z.array(z.string().trim().min(1)).min(1, 'accounts-missing').max(MOST_ACCOUNTS, 'accounts-too-many') })
export type PreviewDraft = z.infer<typeof previewDraftSchema>

export const decideDraftSchema = z.object({
  id,
  version,
  decision: z.enum(['submit', 'return', 'release', 'discard']),
  reason: z.string().trim().max(2000).optional(),
})
export type DecideDraft = z.infer<typeof decideDraftSchema>
