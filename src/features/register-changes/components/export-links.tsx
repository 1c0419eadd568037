import { getTranslations } from 'next-intl/server'
import type { ListValues } from '@/features/accounts/list-queries'
import { ClientMessages } from '@/ui/client-messages'
import { formatCount } from '@/ui/format'
import { withParams } from '@/ui/url'
import { MOST_EXPORTED } from '../export-list-queries'
import { ExportInFull } from './export-in-full'

/** The list as it is filtered and in its order, to take away; what is more than the limit is left out, and the words say so. */
export async function ExportLinks({ values }: { values: ListValues }) {
  const t = await getTranslations('registerChanges.export')
  const href = (format: 'xlsx' | 'csv') => withParams('/accounts/export', { ...values, format })
  return (
    <span className="flex items-center gap-2 text-sm" title={t('limit', { count: formatCount(MOST_EXPORTED) })}>
      <span className="text-muted">{t('title')}</span>
      {(['xlsx', 'csv'] as const).map((format) => (
        <a key={format} href={href(format)} download className="text-accent min-h-6 underline underline-offset-2">
          {format}
        </a>
      ))}
      <ClientMessages namespaces={['personalData']}>
        <ExportInFull addresses={{ xlsx: href('xlsx'), csv: href('csv') }} />
      </ClientMessages>
      <span className="text-muted hidden xl:inline">{t('limit', { count: formatCount(MOST_EXPORTED) })}</span>
    </span>
  )
}
