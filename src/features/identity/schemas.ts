import * as z from 'zod'
import { ROLES } from '@/domain/identity/permissions'
import { GIVES_RIGHTS, USER_REQUEST_KINDS } from './choices'

export const loginSchema = z.object({
  username: z.string().trim().toLowerCase().min(1, 'username-missing').max(64, 'username-too-long'),
  password: z.string().min(1, 'password-missing').max(256, 'password-too-long'),
  /** Where the user wanted to go; only paths of this site are followed. */
  next: z.string().optional(),
})

/** A path within this site, or the start: never another host (`//evil.example`, `/\evil.example`). */
export function safeNextPath(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])/.test(next) ? next : '/'
}

/** Six digits of an authenticator, or a backup code. */
export const codeSchema = z.object({ code: z.string().trim().min(6).max(32), next: z.string().optional() })

const password = z.string().min(1).max(256)

export const changePasswordSchema = z.object({ former: password, password })
export type ChangePassword = z.infer<typeof changePasswordSchema>

export const passwordSchema = z.object({ password })

export const endSessionSchema = z.object({ id: z.string().min(1).max(64) })

export const rightsSchema = z.object({
  name: z.string().trim().min(1).max(100),
  role: z.enum(ROLES),
  /** Station codes, or all. */
  stations: z.union([z.literal('all'), z.array(z.string().min(1)).min(1)]),
})
export type Rights = z.infer<typeof rightsSchema>

export const userRequestSchema = z
  .object({
    kind: z.enum(USER_REQUEST_KINDS),
    username: z.string().trim().regex(/^[a-z][a-z0-9._-]{1,63}$/),
    /** Number or date of the paper that asks for it. */
    writtenRequest: z.string().trim().min(1).max(100),
    reason: z.string().trim().min(1).max(500),
    rights: rightsSchema.nullable(),
  })
  .refine(({ kind, rights }) => GIVES_RIGHTS.includes(kind) === (rights !== null), { path: ['rights'] })
export type AskUserChange = z.infer<typeof userRequestSchema>

export const decideRequestSchema = z.object({
  id: z.string().regex(/^\d{1,18}$/),
  approve: z.boolean(),
  reason: z.string().trim().max(500),
})

export const carryOutSchema = z.object({ id: z.string().regex(/^\d{1,18}$/) })

/** What an authenticator needs, shown once. */
export interface SecondFactorSetup {
  /** SVG of the code to scan. */
  qr: string
  /** The same to type by hand. */
  secret: string
  /** One-time codes for when the phone is gone. */
  backupCodes: string[]
}
