import 'server-only'
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client'

interface Counters {
  registry: Registry
  requests: Histogram<'method' | 'area' | 'status'>
  actions: Counter<'action' | 'outcome'>
  logged: Counter<'level'>
}

function create(): Counters {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    requests: new Histogram({ name: 'http_request_duration_seconds', help: 'Requests by method, first part of the path and class of status.', labelNames: ['method', 'area', 'status'], buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30], registers: [registry] }),
    actions: new Counter({ name: 'tariff_audit_actions_total', help: 'Actions by name and outcome: done, refused (in words for the user) or failed.', labelNames: ['action', 'outcome'], registers: [registry] }),
    logged: new Counter({ name: 'tariff_audit_log_lines_total', help: 'Lines of the log by level, errors above all.', labelNames: ['level'], registers: [registry] }),
  }
}

// The framework may load this module more than once; there is one set of counters.
const kept = globalThis as typeof globalThis & { tariffAuditCounters?: Counters }
export const counters = (): Counters => (kept.tariffAuditCounters ??= create())

export type ActionOutcome = 'done' | 'refused' | 'failed'

export const countAction = (action: string, outcome: ActionOutcome): void => counters().actions.inc({ action, outcome })
export const countLogged = (level: string): void => counters().logged.inc({ level })
