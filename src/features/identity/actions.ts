'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { auth } from '@/server/auth'
import { publicAction } from '@/server/action-client'
import { now } from '@/server/clock'
import { clientAddress } from '@/server/session'
import { logIn } from './commands/log-in'
import { loginSchema, safeNextPath } from './schemas'

export const logInAction = publicAction
  .metadata({ action: 'identity.log-in', permission: null })
  .inputSchema(loginSchema)
  .action(async ({ parsedInput: { username, password, next } }) => {
    const requestHeaders = await headers()
    const ipAddress = clientAddress(requestHeaders) ?? 'unknown'
    await logIn({ username, password, ipAddress, at: now(), headers: requestHeaders })
    redirect(safeNextPath(next))
  })

export const logOutAction = publicAction.metadata({ action: 'identity.log-out', permission: null }).action(async () => {
  await auth().api.signOut({ headers: await headers() })
  redirect('/login')
})
