import 'server-only'
import { headers } from 'next/headers'
import { createSafeActionClient } from 'next-safe-action'
import * as z from 'zod'
import { DomainError } from '@/domain/errors'
import { PERMISSIONS } from '@/domain/identity/permissions'
import { isStorable } from '@/domain/storable-text'
import { logError } from './log'
import { isOutOfRange } from './out-of-range'
import { countAction } from './metrics/counters'
import { newRequestId, REQUEST_ID } from './request-id'
import { assertWithin } from './rate-limit'
import { isFromOurPages } from './request-origin'
import { currentSession, currentViewer } from './session'
import { inSpan } from './tracing'
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
  async handleServerError(error, { metadata }): Promise<ActionError> {
    const action = metadata?.action ?? 'unknown'
    countAction(action, error instanceof DomainError || isOutOfRange(error) ? 'refused' : 'failed')
    if (error instanceof DomainError) return { code: error.code, params: error.params }
    if (isOutOfRange(error)) return { code: 'value-out-of-range', params: {} }
    const reference = (await headers()).get(REQUEST_ID) ?? newRequestId()
    logError(error, { requestId: reference, action })
    return { code: 'unexpected', params: { reference }, reference }
  },
})

/** For the login page alone: same origin, no session. */
export const publicAction = client.use(async ({ next, metadata, clientInput }) => {
  await assertSameOrigin()
  if (!isStorable(clientInput)) throw new DomainError('text-unstorable')
  const answer = await inSpan(`action ${metadata.action}`, {}, () => next())
  if (answer.success) countAction(metadata.action, 'done')
  return answer
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
