import 'server-only'
import { trace } from '@opentelemetry/api'
import pino from 'pino'
import { withoutSecrets } from './log-words'
import { countLogged } from './metrics/counters'

type Details = Readonly<Record<string, string | number | boolean | null>>

/**
 * One JSON line an event on standard output, for whatever collects them. Details hold neither secrets nor personal data; what
 * slips in with an error of a library is taken out.
 */
function open(): pino.Logger {
  return pino(
    {
      level: process.env['LOG_LEVEL'] ?? 'info',
      base: { service: process.env['OTEL_SERVICE_NAME'] ?? 'tariff-audit' },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      redact: { paths: ['password', '*.password', 'cookie', '*.cookie', 'authorization', '*.authorization'], censor: '[redacted]' },
      mixin: () => traceOfNow(),
    },
    // What a command prints is its answer; its log goes beside it.
    pino.destination({ dest: process.env['LOG_TO'] === 'stderr' ? 2 : 1, sync: true }),
  )
}

/** Ties a line to the trace it belongs to, where tracing is on. */
function traceOfNow(): Record<string, string> {
  const context = trace.getActiveSpan()?.spanContext()
  return context ? { traceId: context.traceId, spanId: context.spanId } : {}
}

let instance: pino.Logger | undefined
const logger = () => (instance ??= open())

/** What a line says of an error: secrets and ways to reach people taken out of its words. */
export function lineOf(error: unknown): { name: string; message: string; stack: string } {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
  return { name, message: withoutSecrets(message), stack: withoutSecrets(stack ?? '') }
}

/** An error that nobody caught before: with its stack, and what helps to find it again. */
export function logError(error: unknown, details: Details): void {
  countLogged('error')
  logger().error({ ...details, error: lineOf(error) }, 'error')
}

/** Something worth knowing that is no error. */
export const logEvent = (event: string, details: Details): void => logger().info(details, event)
