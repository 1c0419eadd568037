import * as z from 'zod'
import { ALARM_KINDS, type AlarmKind } from '@/domain/server-check/alarms'

export const ORDER_KINDS = ['approve', 'returned', 'raised', 'overdue', 'mentioned', 'assigned'] as const

/** About work orders, or alarms about the server for those who look after it. */
export type NotificationKind = (typeof ORDER_KINDS)[number] | AlarmKind

export const isAlarm = (kind: NotificationKind): kind is AlarmKind => ALARM_KINDS.some((alarm) => alarm === kind)

/** The page that one opens. */
export const placeOf = ({ kind, number }: { kind: NotificationKind; number: string }): string => (isAlarm(kind) ? '/server-check' : `/work-orders/${number}`)

/** Some of them, or all that the viewer has now. */
export const markReadSchema = z.object({ keys: z.union([z.literal('all'), z.array(z.string().max(120)).min(1).max(200)]) })

/** Empty takes the address away. */
export const addressSchema = z.object({ requestKey: z.uuid(), address: z.union([z.literal(''), z.email('wrong').max(200)]) })
