import 'server-only'
import { channel } from 'node:diagnostics_channel'
import { hash, verify } from '@node-rs/argon2'
import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { nextCookies } from 'better-auth/next-js'
import { twoFactor, username } from 'better-auth/plugins'
import { authDb } from './db'
import { env } from './env'

const HOUR_S = 3600

/** argon2id with the parameters that OWASP's password storage cheat sheet names (19 MiB, 2 passes, 1 lane). */
export const hashPassword = (password: string): Promise<string> =>
  hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 })

/** Whether people come by https: then the session's cookies are bound to this host alone, which `__Host-` makes browsers enforce. */
const isSecure = (): boolean => (env().APP_URL ?? '').startsWith('https://')

function createAuth() {
  return betterAuth({
    database: prismaAdapter(authDb(), { provider: 'postgresql' }),
    baseURL: env().APP_URL ?? `http://localhost:${process.env['PORT'] ?? '3000'}`,
    ...(env().BETTER_AUTH_SECRET === undefined ? {} : { secret: env().BETTER_AUTH_SECRET }),
    telemetry: { enabled: false },
    advanced: {
      // The library's own prefix would be `__Secure-`, which says less.
      useSecureCookies: false,
      cookiePrefix: isSecure() ? '__Host-tariff-audit' : 'tariff-audit',
      defaultCookieAttributes: { secure: isSecure(), httpOnly: true, sameSite: 'lax', path: '/' },
    },
    // Failed logins are counted by our own command; a wrong password is no event for the log.
    logger: { level: 'error' },
    user: {
      modelName: 'appUser',
      additionalFields: {
        role: { type: 'string', required: true, input: false },
        allStations: { type: 'boolean', required: true, input: false },
        status: { type: 'string', required: true, input: false },
        mustChangePassword: { type: 'boolean', required: true, input: false },
        passwordChangedAt: { type: 'date', required: false, input: false },
        firstPasswordUntil: { type: 'date', required: false, input: false },
        lastSeenAt: { type: 'date', required: false, input: false },
        ages: { type: 'boolean', required: true, input: false },
      },
    },
    session: { modelName: 'userSession', expiresIn: 12 * HOUR_S, updateAge: HOUR_S },
    account: { modelName: 'userCredential' },
    verification: { modelName: 'userVerification' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 8,
      password: { hash: hashPassword, verify: ({ hash: stored, password }) => verify(stored, password) },
    },
    plugins: [username({ minUsernameLength: 2 }), twoFactor({ issuer: 'Tariff Audit', twoFactorTable: 'userSecondFactor' }), nextCookies()],
  })
}

/** A word a message is published on for every password that is compared, so that a test can count them. */
export const PASSWORD_COMPARED = 'tariff-audit.password-compared'
const compared = channel(PASSWORD_COMPARED)

/** Whether a password is the one that was hashed. */
export async function isPassword(stored: string, password: string): Promise<boolean> {
  compared.publish(null)
  return verify(stored, password)
}

/** What a password is compared with where there is no account, or none that has one: the work is the same, and nothing fits. */
const NOBODYS = '$argon2id$v=19$m=19456,t=2,p=1$887Tz3IKXnn7OSt5zrMsQg$wZfnWzoJykYPNA4vs8H5+FrNfyzQeUHML/JM+bZOxDM'

/** Whether a user's password is this one. Does the same work whether there is such a user or not. */
export async function isPasswordOf(username: string, password: string): Promise<boolean> {
  const user = await authDb().appUser.findUnique({ where: { username }, select: { credentials: { where: { providerId: 'credential' }, select: { password: true } } } })
  const stored = user?.credentials[0]?.password ?? null
  const fits = await isPassword(stored ?? NOBODYS, password)
  return fits && stored !== null
}

let instance: ReturnType<typeof createAuth> | undefined

/**
 * The authentication library, called from the server only: its HTTP routes are not mounted, so nothing of it can be
 * reached around the login action and its throttle.
 */
export const auth = () => (instance ??= createAuth())
