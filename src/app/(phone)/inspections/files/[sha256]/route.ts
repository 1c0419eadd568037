import { findEvidence } from '@/features/inspections/queries'
import { reading, type RouteCall } from '@/server/authorized-route'
import { readKeptFile } from '@/server/files/file-store'

/** A photo or signature that is evidence of an inspection in the viewer's stations. */
export const GET = reading({ permissions: ['campaigns.read', 'inspections.work'], use: 'search' }, async ({ viewer, params: { sha256 } }: RouteCall<{ sha256: string }>) => {
  const evidence = await findEvidence(viewer, sha256)
  if (!evidence) return null
  return new Response(await readKeptFile(sha256), {
    headers: { 'content-type': evidence.mediaType, 'x-content-type-options': 'nosniff', 'cache-control': 'private, max-age=3600', 'content-security-policy': "default-src 'none'; sandbox" },
  })
})
