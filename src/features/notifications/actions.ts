'use server'

import { revalidatePath } from 'next/cache'
import { authorizedAction } from '@/server/action-client'
import { now } from '@/server/clock'
import { markRead } from './commands/mark-read'
import { setAddress } from './commands/set-address'
import { addressSchema, markReadSchema } from './schemas'

export const markReadAction = authorizedAction
  .metadata({ action: 'notifications.read', permission: null })
  .inputSchema(markReadSchema)
  .action(async ({ parsedInput, ctx }) => {
    const answer = await markRead(ctx.viewer, parsedInput, now())
    revalidatePath('/', 'layout')
    return answer
  })

export const setAddressAction = authorizedAction
  .metadata({ action: 'notifications.address', permission: null })
  .inputSchema(addressSchema)
  .action(({ parsedInput, ctx }) => setAddress(ctx.viewer, parsedInput))
