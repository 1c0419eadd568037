import { getLocale, getTranslations } from 'next-intl/server'
import { correctionsTemplate } from '@/features/order-desk/files/corrections'
import { reading } from '@/server/authorized-route'
import { download } from '@/server/files/download'

/** The workbook for many corrections, to fill in. */
export const GET = reading({ permissions: ['work-orders.prepare'], use: 'export' }, async () => {
  const [t, locale] = await Promise.all([getTranslations('orderDesk.excel'), getLocale()])
  return download(await correctionsTemplate(locale), `${t('templateName')}.xlsx`, 'xlsx')
})
