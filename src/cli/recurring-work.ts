import { mailNotifications } from '@/features/notifications/commands/mail-notifications'
import { orderScheduledReport } from '@/features/monthly-reports/commands/order-scheduled-report'
import { giveSign } from '@/features/server-checks/commands/give-sign'
import { orderNightlyWork } from '@/features/server-checks/commands/order-nightly-work'
import { logError } from '@/server/log'

/** What the worker looks after by the clock; each is safe to repeat, and does nothing when there is nothing to do. */
const RECURRING: readonly { name: string; everyMs: number; run: (at: Date) => Promise<unknown> }[] = [
  { name: 'sign', everyMs: 30_000, run: giveSign },
  { name: 'nightly', everyMs: 60_000, run: orderNightlyWork },
  { name: 'mail', everyMs: 60_000, run: mailNotifications },
  { name: 'monthly-report', everyMs: 3_600_000, run: orderScheduledReport },
]

/** Runs what is due. One that fails is tried again at its next turn, and keeps none of the others from theirs. */
export class RecurringWork {
  private readonly dueAtMs = new Map<string, number>()

  async runDue(elapsedMs: number, at: Date): Promise<void> {
    for (const { name, everyMs, run } of RECURRING) {
      if (elapsedMs < (this.dueAtMs.get(name) ?? 0)) continue
      this.dueAtMs.set(name, elapsedMs + everyMs)
      await run(at).catch((error: unknown) => logError(error, { recurring: name }))
    }
  }
}
