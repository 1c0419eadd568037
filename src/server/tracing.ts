import 'server-only'
import { SpanStatusCode, trace } from '@opentelemetry/api'

/**
 * Starts sending traces where `OTEL_EXPORTER_OTLP_ENDPOINT` says; without it nothing is loaded and nothing is sent. The
 * exporter reads the rest of its settings (headers, timeouts) from the standard's own variables.
 * @returns what sends off the last spans, for a process that ends; null where tracing is off
 */
export async function startTracing(service: string): Promise<(() => Promise<void>) | null> {
  if (!process.env['OTEL_EXPORTER_OTLP_ENDPOINT']) return null
  const [{ NodeTracerProvider, BatchSpanProcessor }, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/sdk-trace-node'), import('@opentelemetry/exporter-trace-otlp-http'), import('@opentelemetry/resources'),
  ])
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': process.env['OTEL_SERVICE_NAME'] ?? service }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  })
  provider.register()
  return () => provider.shutdown()
}

/** Runs some work as a span of the trace under way. Without tracing it only runs it. */
export function inSpan<Answer>(name: string, attributes: Readonly<Record<string, string>>, work: () => Promise<Answer>): Promise<Answer> {
  return trace.getTracer('tariff-audit').startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work()
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' })
      throw error
    } finally {
      span.end()
    }
  })
}
