'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { authorizedAction, publicAction, sessionAction } from '@/server/action-client'
import { auth } from '@/server/auth'
import { now } from '@/server/clock'
import { clientAddress } from '@/server/request-origin'
import { askUserChange } from './commands/ask-user-change'
import { carryOutUserRequest } from './commands/carry-out-user-request'
import { changePassword } from './commands/change-password'
import { decideUserRequest } from './commands/decide-user-request'
import { endSession } from './commands/end-session'
import { logIn } from './commands/log-in'
import { beginSecondFactor, confirmSecondFactor, dropSecondFactor, passSecondFactor } from './commands/second-factor'
import { carryOutSchema, changePasswordSchema, codeSchema, decideRequestSchema, endSessionSchema, loginSchema, passwordSchema, safeNextPath, userRequestSchema } from './schemas'

export const logInAction = publicAction
  .metadata({ action: 'identity.log-in', permission: null })
  .inputSchema(loginSchema)
  .action(async ({ parsedInput: { username, password, next } }) => {
    const requestHeaders = await headers()
    const ipAddress = clientAddress(requestHeaders) ?? 'unknown'
    const { secondFactor } = await logIn({ username, password, ipAddress, at: now(), headers: requestHeaders })
    redirect(secondFactor ? `/login/code?next=${encodeURIComponent(safeNextPath(next))}` : safeNextPath(next))
  })

export const passCodeAction = publicAction
  .metadata({ action: 'identity.pass-code', permission: null })
  .inputSchema(codeSchema)
  .action(async ({ parsedInput: { code, next } }) => {
    const requestHeaders = await headers()
    await passSecondFactor({ code, headers: requestHeaders, ipAddress: clientAddress(requestHeaders) ?? 'unknown', at: now() })
    redirect(safeNextPath(next))
  })

export const logOutAction = publicAction.metadata({ action: 'identity.log-out', permission: null }).action(async () => {
  await auth().api.signOut({ headers: await headers() })
  redirect('/login')
})

export const changePasswordAction = sessionAction
  .metadata({ action: 'identity.change-password', permission: null })
  .inputSchema(changePasswordSchema)
  .action(async ({ parsedInput, ctx }) => {
    await changePassword(ctx.session.viewer, parsedInput, now())
    redirect('/login')
  })

export const beginSecondFactorAction = sessionAction
  .metadata({ action: 'identity.begin-second-factor', permission: null })
  .inputSchema(passwordSchema)
  .action(async ({ parsedInput }) => beginSecondFactor(parsedInput.password, await headers()))

export const confirmSecondFactorAction = sessionAction
  .metadata({ action: 'identity.confirm-second-factor', permission: null })
  .inputSchema(codeSchema)
  .action(async ({ parsedInput, ctx }) => confirmSecondFactor(ctx.session, parsedInput.code, await headers()))

export const dropSecondFactorAction = sessionAction
  .metadata({ action: 'identity.drop-second-factor', permission: null })
  .inputSchema(passwordSchema)
  .action(async ({ parsedInput, ctx }) => dropSecondFactor(ctx.session, parsedInput.password, await headers()))

export const endSessionAction = authorizedAction
  .metadata({ action: 'identity.end-session', permission: null })
  .inputSchema(endSessionSchema)
  .action(({ parsedInput, ctx }) => endSession(ctx.viewer, parsedInput))

export const askUserChangeAction = authorizedAction
  .metadata({ action: 'users.ask-change', permission: 'users.request' })
  .inputSchema(userRequestSchema)
  .action(({ parsedInput, ctx }) => askUserChange(ctx.viewer, parsedInput, now()))

export const decideUserRequestAction = authorizedAction
  .metadata({ action: 'users.decide-change', permission: 'users.approve' })
  .inputSchema(decideRequestSchema)
  .action(({ parsedInput, ctx }) => decideUserRequest(ctx.viewer, parsedInput, now()))

export const carryOutUserRequestAction = authorizedAction
  .metadata({ action: 'users.carry-out-change', permission: 'users.manage' })
  .inputSchema(carryOutSchema)
  .action(({ parsedInput, ctx }) => carryOutUserRequest(ctx.viewer, parsedInput, now()))
