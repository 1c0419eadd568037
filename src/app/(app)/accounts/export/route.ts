import { getLocale } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { askedList } from '@/features/accounts/list-queries'
import { exportList } from '@/features/register-changes/export-list-queries'
import { download } from '@/server/files/download'
import { currentViewer } from '@/server/session'

/** The accounts' list as a file, as its address filters it. */
export async function GET(request: Request): Promise<Response> {
  const viewer = await currentViewer()
  if (!viewer || !mayDo(viewer.role, 'accounts.read')) return new Response(null, { status: viewer ? 403 : 401 })
  const params = Object.fromEntries(new URL(request.url).searchParams)
  const format = params['format'] === 'csv' ? 'csv' : 'xlsx'
  const { content, name } = await exportList(viewer, await askedList(viewer, params), format, await getLocale())
  return download(content, name, format)
}
