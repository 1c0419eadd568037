'use server'

import { revalidatePath } from 'next/cache'
import * as z from 'zod'
import { DomainError } from '@/domain/errors'
import { documentsFromTable } from '@/domain/tariff/price-table/documents-from-table'
import { readPriceTable } from '@/domain/tariff/price-table/read-price-table'
import { authorizedAction } from '@/server/action-client'
import { now } from '@/server/clock'
import { gridOf, readTable } from '@/server/files/read-table'
import { decideDraft } from './commands/decide-draft'
import { draftVersion, saveDraft } from './commands/draft-version'
import { importDocuments, readDocuments } from './commands/import-documents'
import { previewDraft } from './commands/preview-draft'
import { createDraftSchema, decideDraftSchema, importTableSchema, previewDraftSchema, saveDraftSchema } from './schemas'

export const createDraftAction = authorizedAction
  .metadata({ action: 'tariff-drafts.create', permission: 'tariffs.draft' })
  .inputSchema(createDraftSchema)
  .action(({ parsedInput, ctx }) => draftVersion(ctx.viewer, parsedInput, now()))

export const saveDraftAction = authorizedAction
  .metadata({ action: 'tariff-drafts.save', permission: 'tariffs.draft' })
  .inputSchema(saveDraftSchema)
  .action(({ parsedInput, ctx }) => saveDraft(ctx.viewer, parsedInput))

export const previewDraftAction = authorizedAction
  .metadata({ action: 'tariff-drafts.preview', permission: 'tariffs.draft' })
  .inputSchema(previewDraftSchema)
  .action(({ parsedInput, ctx }) => previewDraft(ctx.viewer, parsedInput, now()))

export const decideDraftAction = authorizedAction
  .metadata({ action: 'tariff-drafts.decide', permission: 'tariffs.read' })
  .inputSchema(decideDraftSchema)
  .action(async ({ parsedInput, ctx }) => {
    const answer = await decideDraft(ctx.viewer, parsedInput, now())
    revalidatePath('/tariffs')
    return answer
  })

const MOST_CHARACTERS = 2_000_000

/** Tariff documents as JSON: what does not fit comes back fault by fault, and nothing is drafted. */
export const importDocumentsAction = authorizedAction
  .metadata({ action: 'tariff-drafts.import', permission: 'tariffs.draft' })
  .inputSchema(z.object({ text: z.string().max(MOST_CHARACTERS) }))
  .action(async ({ parsedInput, ctx }) => {
    const read = readDocuments(parsedInput.text)
    return 'faults' in read ? { faults: read.faults } : { faults: [], ...(await importDocuments(ctx.viewer, read.documents, now())) }
  })

/** What stands in a published price table, as far as it can be told: the columns and rows to confirm. */
export const readPriceTableAction = authorizedAction
  .metadata({ action: 'tariff-drafts.read-table', permission: 'tariffs.draft' })
  .inputSchema(z.instanceof(FormData))
  .action(async ({ parsedInput }) => {
    const file = parsedInput.get('file')
    if (!(file instanceof File) || file.name === '') throw new DomainError('file-missing')
    return readPriceTable(gridOf(await readTable(Buffer.from(await file.arrayBuffer()))))
  })

/** Drafts the confirmed rows of a price table. */
export const importTableAction = authorizedAction
  .metadata({ action: 'tariff-drafts.import-table', permission: 'tariffs.draft' })
  .inputSchema(importTableSchema)
  .action(async ({ parsedInput: { rows, mapping }, ctx }) => {
    const { documents, faults, waiting } = documentsFromTable(rows, mapping)
    return faults.length > 0 ? { faults } : { faults: [], waiting, ...(await importDocuments(ctx.viewer, documents, now())) }
  })
