import * as z from 'zod'

/** The kind of job. */
export const SERVER_CHECK = 'server-check'

export const requestSchema = z.object({ requestKey: z.uuid() })
