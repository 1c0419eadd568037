import { mayDo } from '@/domain/identity/permissions'
import { findEvidence } from '@/features/inspections/queries'
import { readKeptFile } from '@/server/files/file-store'
import { currentViewer } from '@/server/session'

interface Context {
  params: Promise<{ sha256: string }>
}

/** A photo or signature that is evidence of an inspection in the viewer's stations. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const viewer = await currentViewer()
  if (!viewer) return new Response(null, { status: 401 })
  if (!mayDo(viewer.role, 'campaigns.read') && !mayDo(viewer.role, 'inspections.work')) return new Response(null, { status: 403 })
  const { sha256 } = await params
  const evidence = await findEvidence(viewer, sha256)
  if (!evidence) return new Response(null, { status: 404 })
  return new Response(await readKeptFile(sha256), {
    headers: { 'content-type': evidence.mediaType, 'x-content-type-options': 'nosniff', 'cache-control': 'private, max-age=3600', 'content-security-policy': "default-src 'none'; sandbox" },
  })
}
