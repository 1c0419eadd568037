import { getLocale, getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { correctionsTemplate } from '@/features/order-desk/files/corrections'
import { download } from '@/server/files/download'
import { currentViewer } from '@/server/session'

/** The workbook for many corrections, to fill in. */
export async function GET(): Promise<Response> {
  const viewer = await currentViewer()
  if (!viewer || !mayDo(viewer.role, 'work-orders.prepare')) return new Response(null, { status: viewer ? 403 : 401 })
  const [t, locale] = await Promise.all([getTranslations('orderDesk.excel'), getLocale()])
  return download(await correctionsTemplate(locale), `${t('templateName')}.xlsx`, 'xlsx')
}
