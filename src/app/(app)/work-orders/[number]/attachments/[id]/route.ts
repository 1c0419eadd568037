import { findAttachment } from '@/features/attachments/queries'
import { reading, type RouteCall } from '@/server/authorized-route'
import { readKeptFile } from '@/server/files/file-store'

/** A photo is shown, anything else is saved; neither may run anything. For those who may read the order. */
export const GET = reading({ permissions: ['work-orders.read'], use: 'search' }, async ({ viewer, request, params: { number, id } }: RouteCall<{ number: string; id: string }>) => {
  const file = /^\d{1,18}$/.test(id) ? await findAttachment(viewer, number, BigInt(id)) : null
  if (!file) return null
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
})
