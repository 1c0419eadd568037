'use server'

import { revalidatePath } from 'next/cache'
import { authorizedAction } from '@/server/action-client'
import { now } from '@/server/clock'
import { changeCategory } from './commands/change-category'
import { decideChange } from './commands/decide-change'
import { changeCategorySchema, decideChangeSchema } from './schemas'

export const changeCategoryAction = authorizedAction
  .metadata({ action: 'tariff-categories.change', permission: 'tariffs.draft' })
  .inputSchema(changeCategorySchema)
  .action(async ({ parsedInput, ctx }) => {
    const answer = await changeCategory(ctx.viewer, parsedInput, now())
    revalidatePath('/tariffs', 'layout')
    return answer
  })

export const decideChangeAction = authorizedAction
  .metadata({ action: 'tariff-categories.decide', permission: 'tariffs.read' })
  .inputSchema(decideChangeSchema)
  .action(async ({ parsedInput, ctx }) => {
    const answer = await decideChange(ctx.viewer, parsedInput, now())
    revalidatePath('/tariffs', 'layout')
    return answer
  })
