import { findAnything } from '@/features/palette/queries'
import { privately, reading } from '@/server/authorized-route'

/** What the command palette finds for a text. Reads alone, so that a next keystroke may drop it. */
export const GET = reading({ permissions: [], use: 'search' }, async ({ viewer, request }) => {
  const text = (new URL(request.url).searchParams.get('q') ?? '').replaceAll('\u0000', '')
  return privately(await findAnything(viewer, text))
})
