import { mayDo } from '@/domain/identity/permissions'
import { findAttachment } from '@/features/attachments/queries'
import { readKeptFile } from '@/server/files/file-store'
import { currentViewer } from '@/server/session'

interface Context {
  params: Promise<{ number: string; id: string }>
}

/** A photo is shown, anything else is saved; neither may run anything. For those who may read the order. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const viewer = await currentViewer()
  if (!viewer || !mayDo(viewer.role, 'work-orders.read')) return new Response(null, { status: viewer ? 403 : 401 })
  const { number, id } = await params
  const file = /^\d{1,18}$/.test(id) ? await findAttachment(viewer, number, BigInt(id)) : null
  if (!file) return new Response(null, { status: 404 })
  const small = new URL(request.url).searchParams.has('thumbnail') && file.thumbnailSha256 !== null
  const content = await readKeptFile(small && file.thumbnailSha256 !== null ? file.thumbnailSha256 : file.fileSha256)
  const shown = file.mediaType.startsWith('image/') ? 'inline' : 'attachment'
  return new Response(content, {
    headers: {
      'content-type': small ? 'image/webp' : file.mediaType,
      'content-disposition': `${shown}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=3600',
    },
  })
}
