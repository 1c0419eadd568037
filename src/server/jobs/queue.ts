import 'server-only'
import PgBoss from 'pg-boss'
import { env } from '../env'
import { logError } from '../log'

const QUEUE = 'jobs'
const POLL_SECONDS = 0.5
/** A worker that was killed is noticed by the next one to start; this is for one that hangs. */
const EXPIRE_HOURS = 12

interface Delivery {
  id: string
}

export interface Queue {
  /** Hands a job to whichever worker is free. Sending one twice does it once. */
  send: (id: bigint) => Promise<void>
  /** Takes jobs one at a time. */
  work: (run: (id: bigint) => Promise<void>) => Promise<void>
  stop: () => Promise<void>
}

async function open(): Promise<Queue> {
  const boss = new PgBoss({ connectionString: env().DATABASE_URL, schema: 'pgboss', max: 2, schedule: false })
  boss.on('error', (error) => logError(error, { queue: QUEUE }))
  await boss.start()
  await boss.createQueue(QUEUE)
  return {
    send: async (id) => void (await boss.send(QUEUE, { id: String(id) } satisfies Delivery, { singletonKey: String(id), retryLimit: 2, expireInHours: EXPIRE_HOURS })),
    work: async (run) => void (await boss.work<Delivery>(QUEUE, { pollingIntervalSeconds: POLL_SECONDS, batchSize: 1 }, async (jobs) => {
      for (const { data } of jobs) await run(BigInt(data.id))
    })),
    stop: () => boss.stop({ graceful: false, wait: true }),
  }
}

// One for the process: the framework may load this module more than once.
const kept = globalThis as typeof globalThis & { tariffAuditQueue?: Promise<Queue> | undefined }

/** The queue of this process; its tables are made at the first use. */
export function queue(): Promise<Queue> {
  kept.tariffAuditQueue ??= open().catch((error: unknown) => {
    kept.tariffAuditQueue = undefined
    throw error
  })
  return kept.tariffAuditQueue
}

/** Ends it, if it was opened: for processes that must be able to exit. */
export async function closeQueue(): Promise<void> {
  const opened = kept.tariffAuditQueue
  kept.tariffAuditQueue = undefined
  await (await opened)?.stop()
}
