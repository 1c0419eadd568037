import { palettePlaces } from '@/features/palette/places-queries'
import { currentViewer } from '@/server/session'

/** The pages and actions that the command palette offers, when it opens. */
export async function GET(): Promise<Response> {
  const viewer = await currentViewer()
  if (!viewer) return new Response(null, { status: 401 })
  return Response.json(await palettePlaces(viewer), { headers: { 'cache-control': 'private, no-store' } })
}
