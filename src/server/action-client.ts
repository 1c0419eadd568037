import 'server-only'
import { randomUUID } from 'node:crypto'
import { headers } from 'next/headers'
import { createSafeActionClient } from 'next-safe-action'
import * as z from 'zod'
import { DomainError } from '@/domain/errors'
import { PERMISSIONS } from '@/domain/identity/permissions'
import { logError } from './log'
import { assertWithin } from './rate-limit'
import { isFromOurPages } from './request-origin'
import { currentSession, currentViewer } from './session'
import { assertMay } from './viewer'

/** What a failed action tells the user: a message under `errors` with its params, and a number to quote for defects. */
export interface ActionError {
  code: string
  params: Readonly<Record<string, string | number>>
  reference?: string
}

/** Server actions accept requests without an Origin; ours do not, nor those of another host. */
export async function assertSameOrigin(): Promise<void> {
  if (!isFromOurPages(await headers())) throw new DomainError('foreign-origin')
}

const client = createSafeActionClient({
  defineMetadataSchema: () => z.object({ action: z.string(), permission: z.enum(PERMISSIONS).nullable() }),
  defaultValidationErrorsShape: 'flattened',
  handleServerError(error, { metadata }): ActionError {
    if (error instanceof DomainError) return { code: error.code, params: error.params }
    const reference = randomUUID().slice(0, 8)
    logError(error, { reference, action: metadata?.action ?? 'unknown' })
    return { code: 'unexpected', params: { reference }, reference }
  },
})

/** For the login page alone: same origin, no session. */
export const publicAction = client.use(async ({ next }) => {
  await assertSameOrigin()
  return next()
})

/**
 * The one place for origin, session, permission, validation and error mapping. Use:
 * `authorizedAction.metadata({ action, permission }).inputSchema(schema).action(({ parsedInput, ctx }) => command(ctx.viewer, parsedInput))`
 */
export const authorizedAction = publicAction.use(async ({ next, metadata }) => {
  const viewer = await currentViewer()
  if (!viewer) throw new DomainError('signed-out')
  if (metadata.permission !== null) assertMay(viewer, metadata.permission)
  await assertWithin('action', viewer.userId)
  return next({ ctx: { viewer } })
})

/** For what a session may do for itself whatever it has to do first: change its password, set up its second factor. */
export const sessionAction = publicAction.use(async ({ next }) => {
  const session = await currentSession()
  if (!session) throw new DomainError('signed-out')
  await assertWithin('action', session.viewer.userId)
  return next({ ctx: { session } })
})
