import 'server-only'
import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { DomainError } from '@/domain/errors'
import { ROLES } from '@/domain/identity/permissions'
import { rulesInForce } from '@/server/account-rules'
import { hashPassword } from '@/server/auth'
import { now } from '@/server/clock'
import { transact } from '@/server/transaction'
import type { Viewer } from '@/server/viewer'
import { assertAdministratorsApart } from '../administrators'

export const newUserSchema = z.object({
  username: z.string().regex(/^[a-z][a-z0-9._-]{1,63}$/, 'lower-case letters, digits, dot, dash; begins with a letter'),
  name: z.string().trim().min(1, 'must not be empty').max(100),
  role: z.enum(ROLES),
  password: z.string().min(8, 'at least 8 characters').max(256),
  /** Station codes, or all. */
  stations: z.union([z.literal('all'), z.array(z.string()).min(1)]),
  /** The demonstration's users neither change their public passwords nor fall out of use. */
  demonstration: z.boolean().default(false),
})
export type NewUser = z.input<typeof newUserSchema>

/** Its password opens once and not for long, but for the demonstration's users. @throws DomainError `username-taken`, `administrators-apart`, `station-unknown` */
export async function createUser(viewer: Viewer, { username, name, role, password, stations, demonstration = false }: NewUser): Promise<void> {
  const hashed = await hashPassword(password)
  const { firstPasswordMs } = await rulesInForce()
  await transact(viewer, async (tx, record) => {
    if (await tx.appUser.findUnique({ where: { username } })) throw new DomainError('username-taken', { username })
    await assertAdministratorsApart(tx, { username, name, role })
    const scope = stations === 'all' ? [] : await tx.station.findMany({ where: { code: { in: stations } } })
    const unknown = stations === 'all' ? undefined : stations.find((code) => !scope.some((station) => station.code === code))
    if (unknown !== undefined) throw new DomainError('station-unknown', { station: unknown })
    const id = randomUUID()
    await tx.appUser.create({
      data: {
        id,
        name,
        // The library wants an address; nothing is ever sent to it.
        email: `${username}@users.invalid`,
        username,
        displayUsername: username,
        role,
        allStations: stations === 'all',
        ages: !demonstration,
        mustChangePassword: !demonstration,
        firstPasswordUntil: demonstration ? null : new Date(now().getTime() + firstPasswordMs),
        scopes: { create: scope.map((station) => ({ stationId: station.id })) },
        credentials: { create: { id: randomUUID(), accountId: id, providerId: 'credential', password: hashed } },
      },
    })
    await record({ stationId: 0, action: 'user.created', subject: 'user', subjectKey: username, after: { name, role, stations } })
  })
}
