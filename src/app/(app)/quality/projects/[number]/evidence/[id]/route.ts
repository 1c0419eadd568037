import { mayDo } from '@/domain/identity/permissions'
import { projectEvidence } from '@/features/quality/evidence-queries'
import { findProject } from '@/features/quality/queries'
import { readKeptFile } from '@/server/files/file-store'
import { currentViewer } from '@/server/session'

interface Context {
  params: Promise<{ number: string; id: string }>
}

/** A filed photo or document, to be saved: what it holds came from people, so that it is never shown in place. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const viewer = await currentViewer()
  if (!viewer || !mayDo(viewer.role, 'quality.read')) return new Response(null, { status: viewer ? 403 : 401 })
  const { number, id } = await params
  const project = await findProject(viewer, number)
  const piece = project && (await projectEvidence(project)).find((one) => one.id === id && one.mediaType !== null)
  if (!piece) return new Response(null, { status: 404 })
  return new Response(await readKeptFile(piece.sha256), {
    headers: {
      'content-type': piece.mediaType ?? 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(piece.fileName ?? id)}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
}
