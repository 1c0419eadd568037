import 'server-only'
import { getLocale, getTranslations } from 'next-intl/server'
import { maskName } from '@/domain/identity/masking'
import { fenToYuan, type Fen } from '@/domain/money'
import { writeCsv, writeXlsx, YUAN_FORMAT, type OutCell } from '@/server/files/write-table'
import { formatInstant } from '@/ui/format'
import type { OrderRegister } from './register-queries'

const WIDTHS = [6, 24, 14, 16, 22, 12, 14, 18, 12, 12, 12, 20]

const yuan = (amount: Fen | null): OutCell => (amount === null ? null : { number: fenToYuan(amount), format: YUAN_FORMAT })

/** The register as a file to take away. */
export async function registerFile({ rows }: OrderRegister, format: 'xlsx' | 'csv'): Promise<Buffer> {
  const [t, orders, locale] = await Promise.all([getTranslations('orderLife.register'), getTranslations('workOrders'), getLocale()])
  const head = [t('no'), t('number'), t('account'), t('name'), t('finding'), t('effective'), t('difference'), t('penalty'), t('state'), t('preparer'), t('approver'), t('applied')]
  const cells = rows.map((row, place): OutCell[] => [
    { number: String(place + 1) }, row.number, row.accountNo, maskName(row.accountName), orders(`findings.${row.finding}`), row.effectiveFrom, yuan(row.differenceFen), yuan(row.penaltyFen),
    orders(`states.${row.state}`), row.preparerName, row.approverName, row.appliedAt ? formatInstant(row.appliedAt, locale) : null,
  ])
  return format === 'csv' ? writeCsv({ head, rows: cells }) : writeXlsx([{ name: t('title'), head, widths: WIDTHS, rows: cells }])
}
