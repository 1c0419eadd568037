import 'server-only'
import { APIError } from 'better-auth/api'
import QRCode from 'qrcode'
import { DomainError } from '@/domain/errors'
import { auth } from '@/server/auth'
import { authDb } from '@/server/db'
import { transact } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import type { SecondFactorSetup } from '../schemas'
import { noteArrival, saying } from './log-in'

interface Person {
  viewer: Viewer
  username: string
}

const refused = (code: 'password-wrong' | 'code-wrong') => (error: unknown): never => {
  if (error instanceof APIError) throw new DomainError(code)
  throw error
}

/** Begins setting up; nothing is asked for at log-in before a code was confirmed. @throws DomainError `password-wrong` */
export async function beginSecondFactor(password: string, headers: Headers): Promise<SecondFactorSetup> {
  const begun = await auth().api.enableTwoFactor({ body: { password, method: 'totp' }, headers }).catch(refused('password-wrong'))
  if (begun.method !== 'totp') throw new Error('the library offered another method')
  const qr = await QRCode.toString(begun.totpURI, { type: 'svg', margin: 1 })
  return { qr, secret: new URL(begun.totpURI).searchParams.get('secret') ?? '', backupCodes: begun.backupCodes }
}

/** The first code proves that the authenticator works; from now on each log-in asks for one. @throws DomainError `code-wrong` */
export async function confirmSecondFactor({ viewer, username }: Person, code: string, headers: Headers): Promise<void> {
  await auth().api.verifyTOTP({ body: { code }, headers }).catch(refused('code-wrong'))
  await transact(viewer, (_tx, record) => record({ stationId: 0, action: 'user.second-factor-set-up', subject: 'user', subjectKey: username }))
}

/** @throws DomainError `password-wrong` */
export async function dropSecondFactor({ viewer, username }: Person, password: string, headers: Headers): Promise<void> {
  await auth().api.disableTwoFactor({ body: { password }, headers }).catch(refused('password-wrong'))
  await transact(viewer, (_tx, record) => record({ stationId: 0, action: 'user.second-factor-dropped', subject: 'user', subjectKey: username }))
}

interface Passing {
  code: string
  headers: Headers
  ipAddress: string
  at: Date
}

/** The second step of a log-in: a code of the authenticator, or a backup code. The library counts wrong ones. @throws DomainError `code-wrong` */
export async function passSecondFactor({ code, headers, ipAddress, at }: Passing): Promise<void> {
  const request = { body: { code }, headers: saying(headers, ipAddress) }
  const verify = /^\d{6}$/.test(code) ? auth().api.verifyTOTP(request) : auth().api.verifyBackupCode(request)
  const { user } = await verify.catch(refused('code-wrong'))
  const { username } = await authDb().appUser.findUniqueOrThrow({ where: { id: user.id }, select: { username: true } })
  await noteArrival(username ?? user.id, ipAddress, at)
}
