import { Readable } from 'node:stream'
import { getLocale, getTranslations } from 'next-intl/server'
import { errorWorkbook } from '@/features/imports/error-workbook'
import { getImport } from '@/features/imports/queries'
import { downloadStream } from '@/server/files/download'
import { requireViewer } from '@/server/session'

/** The faulty rows of an import, in the user's own workbook. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const viewer = await requireViewer('imports.read')
  const batch = await getImport(viewer, (await params).id)
  const [t, locale] = await Promise.all([getTranslations('imports'), getLocale()])
  const content = await errorWorkbook(viewer, batch, { t, locale })
  return downloadStream(Readable.toWeb(content), `${batch.fileName.replace(/\.[^.]*$/, '')}-${t('errorsFile.name')}.xlsx`, 'xlsx')
}
