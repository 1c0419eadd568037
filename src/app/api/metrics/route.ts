import { createHash, timingSafeEqual } from 'node:crypto'
import { serverFacts } from '@/features/server-checks/metric-queries'
import { now } from '@/server/clock'
import { env } from '@/server/env'
import { counters } from '@/server/metrics/counters'
import { gaugesNow } from '@/server/metrics/gauges'

export const dynamic = 'force-dynamic'

/** For Prometheus, with `Authorization: Bearer METRICS_TOKEN`. Without the setting nothing is here. */
export async function GET(request: Request): Promise<Response> {
  const token = env().METRICS_TOKEN
  if (token === undefined) return new Response(null, { status: 404 })
  if (!same(request.headers.get('authorization') ?? '', `Bearer ${token}`)) return new Response(null, { status: 401, headers: { 'www-authenticate': 'Bearer' } })
  const [counted, measured] = await Promise.all([counters().registry.metrics(), serverFacts(now()).then(gaugesNow)])
  return new Response(`${counted}\n${measured}`, { headers: { 'content-type': counters().registry.contentType, 'cache-control': 'no-store' } })
}

/** In the same time however much of it is right. */
const same = (given: string, wanted: string): boolean => timingSafeEqual(digest(given), digest(wanted))
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
