'use server'

import { revalidatePath } from 'next/cache'
import { authorizedAction } from '@/server/action-client'
import { now } from '@/server/clock'
import { booksFor } from './books-fill-queries'
import { bindTarget } from './commands/bind-target'
import { confirmBenefit } from './commands/confirm-benefit'
import { createCircle } from './commands/create-circle'
import { createProject } from './commands/create-project'
import { recordSession, saveMember } from './commands/keep-circle'
import { recordCheck, scheduleChecks } from './commands/later-checks'
import { markDistricts } from './commands/mark-districts'
import { moveProject } from './commands/move-project'
import { saveProjectType } from './commands/save-project-type'
import { saveReview } from './commands/save-review'
import { addSheet, saveSheet } from './commands/save-sheet'
import { setPlanBaseline } from './commands/set-plan-baseline'
import {
  addSheetSchema, bindTargetSchema, booksRowsSchema, confirmBenefitSchema, createCircleSchema, createProjectSchema, markDistrictsSchema, memberSchema,
  moveProjectSchema, planBaselineSchema, recordCheckSchema, saveReviewSchema, saveSheetSchema, saveTypeSchema, scheduleChecksSchema, sessionSchema,
} from './schemas'

const writing = (action: string) => authorizedAction.metadata({ action: `quality.${action}`, permission: 'quality.write' })

/** What was written shows on every page of the cycle. */
function shown<Answer>(answer: Answer): Answer {
  revalidatePath('/quality', 'layout')
  return answer
}

export const createCircleAction = writing('create-circle').inputSchema(createCircleSchema).action(async ({ parsedInput, ctx }) => shown(await createCircle(ctx.viewer, parsedInput, now())))
export const saveMemberAction = writing('save-member').inputSchema(memberSchema).action(async ({ parsedInput, ctx }) => shown(await saveMember(ctx.viewer, parsedInput)))
export const recordSessionAction = writing('record-session').inputSchema(sessionSchema).action(async ({ parsedInput, ctx }) => shown(await recordSession(ctx.viewer, parsedInput)))
export const createProjectAction = writing('create-project').inputSchema(createProjectSchema).action(async ({ parsedInput, ctx }) => shown(await createProject(ctx.viewer, parsedInput, now())))
export const moveProjectAction = writing('move').inputSchema(moveProjectSchema).action(async ({ parsedInput, ctx }) => shown(await moveProject(ctx.viewer, parsedInput, now())))
export const addSheetAction = writing('add-sheet').inputSchema(addSheetSchema).action(async ({ parsedInput, ctx }) => shown(await addSheet(ctx.viewer, parsedInput)))
export const saveSheetAction = writing('save-sheet').inputSchema(saveSheetSchema).action(async ({ parsedInput, ctx }) => shown(await saveSheet(ctx.viewer, parsedInput, now())))
export const booksRowsAction = writing('books').inputSchema(booksRowsSchema).action(({ parsedInput, ctx }) => booksFor(ctx.viewer, parsedInput, now()))
export const setPlanBaselineAction = writing('plan-baseline').inputSchema(planBaselineSchema).action(async ({ parsedInput, ctx }) => shown(await setPlanBaseline(ctx.viewer, parsedInput)))
export const bindTargetAction = writing('bind-target').inputSchema(bindTargetSchema).action(async ({ parsedInput, ctx }) => shown(await bindTarget(ctx.viewer, parsedInput)))
export const markDistrictsAction = writing('mark-districts').inputSchema(markDistrictsSchema).action(async ({ parsedInput, ctx }) => shown(await markDistricts(ctx.viewer, parsedInput)))
export const scheduleChecksAction = writing('schedule-checks').inputSchema(scheduleChecksSchema).action(async ({ parsedInput, ctx }) => shown(await scheduleChecks(ctx.viewer, parsedInput)))
export const recordCheckAction = writing('record-check').inputSchema(recordCheckSchema).action(async ({ parsedInput, ctx }) => shown(await recordCheck(ctx.viewer, parsedInput, now())))

export const confirmBenefitAction = authorizedAction
  .metadata({ action: 'quality.confirm-benefit', permission: 'quality.confirm' })
  .inputSchema(confirmBenefitSchema)
  .action(async ({ parsedInput, ctx }) => shown(await confirmBenefit(ctx.viewer, parsedInput)))

export const saveReviewAction = authorizedAction
  .metadata({ action: 'quality.review', permission: 'quality.review' })
  .inputSchema(saveReviewSchema)
  .action(async ({ parsedInput, ctx }) => shown(await saveReview(ctx.viewer, parsedInput, now())))

export const saveTypeAction = authorizedAction
  .metadata({ action: 'quality.save-type', permission: 'quality.configure' })
  .inputSchema(saveTypeSchema)
  .action(async ({ parsedInput, ctx }) => shown(await saveProjectType(ctx.viewer, parsedInput)))
