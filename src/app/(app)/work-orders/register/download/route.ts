import type { NextRequest } from 'next/server'
import { getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { isBillingMonth } from '@/domain/plain-date'
import { listStations } from '@/features/accounts/queries'
import { registerFile } from '@/features/work-orders/register-file'
import { orderRegister } from '@/features/work-orders/register-queries'
import { download } from '@/server/files/download'
import { currentViewer } from '@/server/session'

/** A month's register as a file. */
export async function GET(request: NextRequest): Promise<Response> {
  const viewer = await currentViewer()
  if (!viewer || !mayDo(viewer.role, 'work-orders.read')) return new Response(null, { status: viewer ? 403 : 401 })
  const asked = request.nextUrl.searchParams
  const month = asked.get('month') ?? ''
  const station = (await listStations(viewer)).find(({ code }) => code === asked.get('station'))
  if (!station || !isBillingMonth(month)) return new Response(null, { status: 404 })
  const format = asked.get('format') === 'csv' ? 'csv' : 'xlsx'
  const t = await getTranslations('orderLife.register')
  return download(await registerFile(await orderRegister(viewer, station, month), format), `${t('file')}-${station.code}-${month}.${format}`, format)
}
