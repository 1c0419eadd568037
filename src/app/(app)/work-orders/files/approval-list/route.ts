import { getLocale, getTranslations } from 'next-intl/server'
import { ORDER_STATES } from '@/domain/work-order/transitions'
import { approvalList } from '@/features/order-desk/files/approval-list'
import { readAddress } from '@/features/order-desk/read-address'
import { reading } from '@/server/authorized-route'
import { now } from '@/server/clock'
import { download } from '@/server/files/download'

/** The orders of a queue as a workbook, in which decisions are filled in. */
export const GET = reading({ permissions: ['work-orders.decide'], use: 'export' }, async ({ viewer, request }) => {
  const { filter } = readAddress(Object.fromEntries(new URL(request.url).searchParams))
  const [t, states, locale] = await Promise.all([getTranslations('orderDesk.excel'), getTranslations('workOrders.states'), getLocale()])
  const stateName = (state: string) => {
    const known = ORDER_STATES.find((name) => name === state)
    return known ? states(known) : state
  }
  return download(await approvalList(viewer, filter, now(), locale, stateName), `${t('listName')}.xlsx`, 'xlsx')
})
