import 'server-only'
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

function createAuth() {
  return betterAuth({
    database: prismaAdapter(authDb(), { provider: 'postgresql' }),
    baseURL: env().APP_URL ?? `http://localhost:${process.env['PORT'] ?? '3000'}`,
    ...(env().BETTER_AUTH_SECRET === undefined ? {} : { secret: env().BETTER_AUTH_SECRET }),
    telemetry: { enabled: false },
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

/** Whether a password is the one that was hashed. */
export const isPassword = (stored: string, password: string): Promise<boolean> => verify(stored, password)

let instance: ReturnType<typeof createAuth> | undefined

/**
 * The authentication library, called from the server only: its HTTP routes are not mounted, so nothing of it can be
 * reached around the login action and its throttle.
 */
export const auth = () => (instance ??= createAuth())
