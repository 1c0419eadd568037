import { getLocale, getTranslations } from 'next-intl/server'
import { kindSchema } from '@/features/imports/schemas'
import { templateFile } from '@/features/imports/template-file'
import { reading, type RouteCall } from '@/server/authorized-route'
import { download } from '@/server/files/download'

/** A template of a kind in the reader's language, `?format=csv` or as a workbook. */
export const GET = reading({ permissions: ['imports.write'], use: 'export' }, async ({ request, params }: RouteCall<{ kind: string }>) => {
  const kind = kindSchema.safeParse(params.kind).data
  if (!kind) return null
  const [t, locale] = await Promise.all([getTranslations('imports'), getLocale()])
  const format = new URL(request.url).searchParams.get('format') === 'csv' ? 'csv' : 'xlsx'
  return download(await templateFile(kind, locale, format), `${t(`kinds.${kind}`)}.${format}`, format)
})
