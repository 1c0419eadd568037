import { getTranslations } from 'next-intl/server'
import { isBillingMonth } from '@/domain/plain-date'
import { listStations } from '@/features/accounts/queries'
import { registerFile } from '@/features/work-orders/register-file'
import { orderRegister } from '@/features/work-orders/register-queries'
import { reading } from '@/server/authorized-route'
import { download } from '@/server/files/download'

/** A month's register as a file. */
export const GET = reading({ permissions: ['work-orders.read'], use: 'export' }, async ({ viewer, request }) => {
  const asked = new URL(request.url).searchParams
  const month = asked.get('month') ?? ''
  const station = (await listStations(viewer)).find(({ code }) => code === asked.get('station'))
  if (!station || !isBillingMonth(month)) return null
  const format = asked.get('format') === 'csv' ? 'csv' : 'xlsx'
  const t = await getTranslations('orderLife.register')
  return download(await registerFile(await orderRegister(viewer, station, month), format), `${t('file')}-${station.code}-${month}.${format}`, format)
})
