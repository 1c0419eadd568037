import { projectEvidence } from '@/features/quality/evidence-queries'
import { findProject } from '@/features/quality/queries'
import { reading, type RouteCall } from '@/server/authorized-route'
import { readKeptFile } from '@/server/files/file-store'

/** A filed photo or document, to be saved: what it holds came from people, so that it is never shown in place. */
export const GET = reading({ permissions: ['quality.read'], use: 'export' }, async ({ viewer, params: { number, id } }: RouteCall<{ number: string; id: string }>) => {
  const project = await findProject(viewer, number)
  const piece = project && (await projectEvidence(project)).find((one) => one.id === id && one.mediaType !== null)
  if (!piece) return null
  return new Response(await readKeptFile(piece.sha256), {
    headers: {
      'content-type': piece.mediaType ?? 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(piece.fileName ?? id)}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
})
