import { getTranslations } from 'next-intl/server'
import { batchItems, findBatch } from '@/features/order-desk/batch-queries'
import { batchReport } from '@/features/order-desk/files/batch-report'
import { reading, type RouteCall } from '@/server/authorized-route'
import { download } from '@/server/files/download'

/** A batch's results as a workbook, for whoever carried it out. */
export const GET = reading({ permissions: ['work-orders.read'], use: 'export' }, async ({ viewer, params: { id } }: RouteCall<{ id: string }>) => {
  const batch = /^\d{1,18}$/.test(id) ? await findBatch(viewer, BigInt(id)) : null
  if (!batch) return null
  const t = await getTranslations('orderDesk.batches')
  const orders = await getTranslations('workOrders')
  const errors = await getTranslations('errors')
  const content = await batchReport(await batchItems(viewer, batch), {
    name: t('one'),
    head: [t('place'), t('outcome'), t('why'), orders('number'), t('accountNo'), orders('account'), t('decision'), orders('preview.energy'), orders('difference'), t('sums.penalty')],
    outcome: (outcome) => t(`outcomes.${outcome}`),
    decision: (decision) => t(`decisions.${decision}`),
    refusal: ({ code, params: values }) => {
      const key = errors.has(code as 'unexpected') ? (code as 'unexpected') : 'unexpected'
      return errors(key, { reference: code, ...values })
    },
  })
  return download(content, `${t('one')}-${id}.xlsx`, 'xlsx')
})
