import { getLocale, getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { ORDER_STATES } from '@/domain/work-order/transitions'
import { approvalList } from '@/features/order-desk/files/approval-list'
import { readAddress } from '@/features/order-desk/queue-address'
import { now } from '@/server/clock'
import { download } from '@/server/files/download'
import { currentViewer } from '@/server/session'

/** The orders of a queue as a workbook, in which decisions are filled in. */
export async function GET(request: Request): Promise<Response> {
  const viewer = await currentViewer()
  if (!viewer || !mayDo(viewer.role, 'work-orders.decide')) return new Response(null, { status: viewer ? 403 : 401 })
  const { filter } = readAddress(Object.fromEntries(new URL(request.url).searchParams))
  const [t, states, locale] = await Promise.all([getTranslations('orderDesk.excel'), getTranslations('workOrders.states'), getLocale()])
  const stateName = (state: string) => {
    const known = ORDER_STATES.find((name) => name === state)
    return known ? states(known) : state
  }
  return download(await approvalList(viewer, filter, now(), locale, stateName), `${t('listName')}.xlsx`, 'xlsx')
}
