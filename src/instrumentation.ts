import type { Instrumentation } from 'next'

/** Once, before the server answers its first request: traces where they are configured, and what is noted of every request. */
export async function register(): Promise<void> {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return
  const [{ startTracing }, { watchArrivals }, { watchRequests }] = await Promise.all([import('./server/tracing'), import('./server/arrivals'), import('./server/metrics/requests')])
  await startTracing('tariff-audit')
  watchArrivals()
  watchRequests()
}

/** What went wrong while a page was made: the number that the page shows (`digest`) and the request's own on one line. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return
  const { logError } = await import('./server/log')
  const digest = typeof error === 'object' && error !== null && 'digest' in error ? String(error.digest) : ''
  const id = request.headers['x-request-id']
  logError(error, { digest, requestId: Array.isArray(id) ? id.join() : (id ?? ''), path: request.path.split('?')[0] ?? '', route: context.routePath, kind: context.routeType })
}
