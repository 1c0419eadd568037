import { Readable } from 'node:stream'
import { getLocale, getTranslations } from 'next-intl/server'
import { errorWorkbook } from '@/features/imports/error-workbook'
import { getImport } from '@/features/imports/queries'
import { reading, type RouteCall } from '@/server/authorized-route'
import { downloadStream } from '@/server/files/download'

/** The faulty rows of an import, in the user's own workbook. */
export const GET = reading({ permissions: ['imports.read'], use: 'export' }, async ({ viewer, params }: RouteCall<{ id: string }>) => {
  const batch = await getImport(viewer, params.id)
  const [t, locale] = await Promise.all([getTranslations('imports'), getLocale()])
  const content = await errorWorkbook(viewer, batch, { t, locale })
  return downloadStream(Readable.toWeb(content), `${batch.fileName.replace(/\.[^.]*$/, '')}-${t('errorsFile.name')}.xlsx`, 'xlsx')
})
