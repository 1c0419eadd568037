import 'server-only'
import { DomainError } from '@/domain/errors'
import { withinLimit, type Windows } from '@/domain/identity/rate-limit'
import { rulesInForce } from './account-rules'
import { now } from './clock'

export type Use = 'action' | 'search' | 'export' | 'reveal'

const MINUTE_MS = 60_000

const SPANS_MS: Readonly<Record<Use, number>> = { action: MINUTE_MS, search: MINUTE_MS, export: 60 * MINUTE_MS, reveal: 60 * MINUTE_MS }

// Kept by each server process for itself: behind several of them a person has as many times the limit.
const kept = globalThis as typeof globalThis & { tariffAuditWindows?: Windows }

/** Counts one use by one person. @throws DomainError `too-many-requests` with the minutes until there may be more */
export async function assertWithin(use: Use, userId: string): Promise<void> {
  const windows = (kept.tariffAuditWindows ??= new Map())
  const { mostUses } = await rulesInForce()
  const waitMs = withinLimit(windows, `${use} ${userId}`, { most: mostUses[use], spanMs: SPANS_MS[use] }, now().getTime())
  if (waitMs > 0) throw new DomainError('too-many-requests', { minutes: Math.ceil(waitMs / MINUTE_MS) })
}
