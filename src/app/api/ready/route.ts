import { NextResponse } from 'next/server'
import { readiness } from '@/server/health'

export const dynamic = 'force-dynamic'

/** For load balancers: 200 once everything that people need is there, else 503 with what is not. */
export async function GET() {
  const parts = await readiness()
  const ready = Object.values(parts).every(Boolean)
  return NextResponse.json({ status: ready ? 'ready' : 'not ready', ...parts }, { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}
