import { tariffDocuments } from '@/features/tariffs/queries'
import { reading, type RouteCall } from '@/server/authorized-route'

/** A category's document as a file, as `rate` and the import read it. */
export const GET = reading({ permissions: ['tariffs.read'], use: 'export' }, async ({ params: { code } }: RouteCall<{ code: string }>) => {
  const document = (await tariffDocuments()).get(code)
  if (!document) return null
  const name = `${encodeURIComponent(code)}.json`
  return new Response(`${JSON.stringify(document, null, 2)}\n`, {
    headers: { 'content-type': 'application/json; charset=utf-8', 'content-disposition': `attachment; filename="${name}"` },
  })
})
