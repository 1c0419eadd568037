import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Station } from '@/features/accounts/queries'
import { Card } from '@/ui/card'
import { EmptyState } from '@/ui/empty-state'
import { formatCount, formatInstant, formatMonth } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import type { KeptReport } from '../queries'
import { REPORT_LOCALES } from '../schemas'

interface ReportTableProps {
  reports: readonly KeptReport[]
  stations: readonly Station[]
  /** Links to the other pages of the list; null where it fits on one. */
  pages: ReactNode
}

/** The reports that are kept, each to be downloaded. */
export function ReportTable({ reports, stations, pages }: ReportTableProps) {
  const t = useTranslations('monthlyReports')
  const locale = useLocale()
  return (
    <Card title={t('list')} flush>
      {reports.length === 0 ? (
        <EmptyState title={t('none')} />
      ) : (
        <Table caption={t('list')}>
          <thead>
            <tr>
              <Th>{t('month')}</Th>
              <Th>{t('station')}</Th>
              <Th>{t('locale')}</Th>
              <Th>{t('format')}</Th>
              <Th numeric>{t('size')}</Th>
              <Th>{t('by')}</Th>
              <Th>{t('at')}</Th>
            </tr>
          </thead>
          <tbody>
            {reports.map(({ id, month, stationId, locale: language, format, bytes, createdByName, createdAt }) => {
              const known = REPORT_LOCALES.find((one) => one === language)
              return (
                <tr key={id} data-report={format}>
                  <Td className="whitespace-nowrap">{formatMonth(month, locale)}</Td>
                  <Td>{stationId === 0 ? t('company') : (stations.find((station) => station.id === stationId)?.name ?? '—')}</Td>
                  <Td>{known ? t(`locales.${known}`) : language}</Td>
                  <Td>
                    <a href={`/dashboard/reports/${id}`} download className="text-accent underline underline-offset-2">
                      {`${format.toUpperCase()} · ${t('open')}`}
                    </a>
                  </Td>
                  <Td numeric>{formatCount(Math.ceil(bytes / 1024))}</Td>
                  <Td>{createdByName === 'command line' ? t('scheduler') : createdByName}</Td>
                  <Td className="whitespace-nowrap">{formatInstant(createdAt, locale)}</Td>
                </tr>
              )
            })}
          </tbody>
        </Table>
      )}
      {pages}
    </Card>
  )
}
