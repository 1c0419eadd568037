import { getLocale, getTranslations } from 'next-intl/server'
import { kindSchema } from '@/features/imports/schemas'
import { templateFile } from '@/features/imports/template-file'
import { download } from '@/server/files/download'
import { requireViewer } from '@/server/session'

/** A template of a kind in the reader's language, `?format=csv` or as a workbook. */
export async function GET(request: Request, { params }: { params: Promise<{ kind: string }> }): Promise<Response> {
  await requireViewer('imports.write')
  const kind = kindSchema.safeParse((await params).kind).data
  if (!kind) return new Response(null, { status: 404 })
  const [t, locale] = await Promise.all([getTranslations('imports'), getLocale()])
  const format = new URL(request.url).searchParams.get('format') === 'csv' ? 'csv' : 'xlsx'
  return download(await templateFile(kind, locale, format), `${t(`kinds.${kind}`)}.${format}`, format)
}
