import { findAnything } from '@/features/palette/queries'
import { currentViewer } from '@/server/session'

/** What the command palette finds for a text. Reads alone, so that a next keystroke may drop it. */
export async function GET(request: Request): Promise<Response> {
  const viewer = await currentViewer()
  if (!viewer) return new Response(null, { status: 401 })
  const text = (new URL(request.url).searchParams.get('q') ?? '').replaceAll('\u0000', '')
  return Response.json(await findAnything(viewer, text), { headers: { 'cache-control': 'private, no-store' } })
}
