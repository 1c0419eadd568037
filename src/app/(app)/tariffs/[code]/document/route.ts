import { mayDo } from '@/domain/identity/permissions'
import { tariffDocuments } from '@/features/tariffs/queries'
import { currentViewer } from '@/server/session'

interface Context {
  params: Promise<{ code: string }>
}

/** A category's document as a file, as `rate` and the import read it. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const viewer = await currentViewer()
  if (!viewer || !mayDo(viewer.role, 'tariffs.read')) return new Response(null, { status: viewer ? 403 : 401 })
  const { code } = await params
  const document = (await tariffDocuments()).get(code)
  if (!document) return new Response(null, { status: 404 })
  const name = `${encodeURIComponent(code)}.json`
  return new Response(`${JSON.stringify(document, null, 2)}\n`, {
    headers: { 'content-type': 'application/json; charset=utf-8', 'content-disposition': `attachment; filename="${name}"` },
  })
}
