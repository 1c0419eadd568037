import { palettePlaces } from '@/features/palette/places-queries'
import { privately, reading } from '@/server/authorized-route'

/** The pages and actions that the command palette offers, when it opens. */
export const GET = reading({ permissions: [], use: 'search' }, async ({ viewer }) => privately(await palettePlaces(viewer)))
