import { z } from 'zod'

export const loginSchema = z.object({
  username: z.string().trim().min(1, 'username-missing').max(64, 'username-too-long'),
  password: z.string().min(1, 'password-missing').max(256, 'password-too-long'),
  /** Where the user wanted to go; only paths of this site are followed. */
  next: z.string().optional(),
})

/** A path within this site, or the first page, which leads on by role: never another host (`//evil.example`, `/\evil.example`). */
export function safeNextPath(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])/.test(next) ? next : '/'
}
