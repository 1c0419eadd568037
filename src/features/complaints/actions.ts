'use server'

import { revalidatePath } from 'next/cache'
import { authorizedAction } from '@/server/action-client'
import { now } from '@/server/clock'
import { openComplaint } from './commands/open-complaint'
import { takeComplaintStep } from './commands/take-step'
import { complaintStepSchema, openComplaintSchema } from './schemas'

export const openComplaintAction = authorizedAction
  .metadata({ action: 'complaints.open', permission: 'complaints.handle' })
  .inputSchema(openComplaintSchema)
  .action(({ parsedInput, ctx }) => openComplaint(ctx.viewer, parsedInput, now()))

/** Who may take which step is the transition table's to say. */
export const complaintStepAction = authorizedAction
  .metadata({ action: 'complaints.step', permission: 'complaints.read' })
  .inputSchema(complaintStepSchema)
  .action(async ({ parsedInput, ctx }) => {
    const answer = await takeComplaintStep(ctx.viewer, parsedInput, now())
    revalidatePath('/complaints')
    return answer
  })
