import { NextResponse } from 'next/server'
import { databaseAnswers } from '@/server/health'

export const dynamic = 'force-dynamic'

/** For start scripts and monitors: 200 once the server and its database answer, else 503. */
export async function GET() {
  const healthy = await databaseAnswers()
  return NextResponse.json({ status: healthy ? 'ok' : 'unavailable', database: healthy }, { status: healthy ? 200 : 503 })
}
