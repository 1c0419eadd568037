'use server'

import { revalidatePath } from 'next/cache'
import * as z from 'zod'
import { authorizedAction } from '@/server/action-client'
import { addFileEvidence, addLinkedEvidence } from './commands/add-evidence'
import { fileEvidenceSchema, linkedEvidenceSchema } from './schemas'

const withFile = z.instanceof(FormData).transform((form, context) => {
  const file = form.get('file')
  const fields = fileEvidenceSchema.safeParse(Object.fromEntries([...form].filter(([name]) => name !== 'file')))
  if (file instanceof File && fields.success) return { file, ...fields.data }
  context.addIssue({ code: 'custom', message: 'file' })
  return z.NEVER
})

export const addFileEvidenceAction = authorizedAction
  .metadata({ action: 'quality.add-file', permission: 'quality.write' })
  .inputSchema(withFile)
  .action(async ({ parsedInput: { file, ...input }, ctx }) => {
    const answer = await addFileEvidence(ctx.viewer, input, { name: file.name, content: new Uint8Array(await file.arrayBuffer()) })
    revalidatePath('/quality', 'layout')
    return answer
  })

export const addLinkedEvidenceAction = authorizedAction
  .metadata({ action: 'quality.add-link', permission: 'quality.write' })
  .inputSchema(linkedEvidenceSchema)
  .action(async ({ parsedInput, ctx }) => {
    const answer = await addLinkedEvidence(ctx.viewer, parsedInput)
    revalidatePath('/quality', 'layout')
    return answer
  })
