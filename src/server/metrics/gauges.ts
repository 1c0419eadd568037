import 'server-only'
import { Gauge, Registry } from 'prom-client'
import { connectionCounts, pool } from '../db'
import { SHARED_TABLES } from '../scope'

/** Facts of other parts of the house that belong among the metrics, as `name: [help, value]`; null is left out. */
export type Facts = Readonly<Record<string, readonly [help: string, value: number | null]>>

/** What is asked at the moment of reading: the pool's connections, the jobs by state, and the facts given. */
export async function gaugesNow(facts: Facts): Promise<string> {
  const registry = new Registry()
  const gauge = (name: string, help: string, labelNames: string[] = []) => new Gauge({ name, help, labelNames, registers: [registry] })
  const { open, idle, waiting } = connectionCounts()
  const connections = gauge('tariff_audit_pool_connections', 'Connections of this process to the database; waiting are requests for one.', ['state'])
  connections.set({ state: 'open' }, open)
  connections.set({ state: 'idle' }, idle)
  connections.set({ state: 'waiting' }, waiting)
  const jobs = gauge('tariff_audit_jobs', 'Jobs on record by state.', ['state'])
  const { rows } = await pool(SHARED_TABLES).query<{ state: string; count: number; oldest: number | null }>(
    `SELECT state::text, count(*)::int AS count, extract(epoch FROM now() - min(created_at))::float AS oldest FROM background_job GROUP BY 1`,
  )
  for (const { state, count } of rows) jobs.set({ state }, count)
  gauge('tariff_audit_oldest_waiting_job_seconds', 'How long the oldest waiting job has waited; 0 when none does.').set(rows.find(({ state }) => state === 'queued')?.oldest ?? 0)
  for (const [name, [help, value]] of Object.entries(facts)) if (value !== null) gauge(name, help).set(value)
  return registry.metrics()
}
