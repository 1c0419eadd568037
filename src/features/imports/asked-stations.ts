import 'server-only'
import { listStations } from '@/features/accounts/queries'
import type { Viewer } from '@/server/viewer'

/** The stations that an import on behalf of the viewer may touch. */
export const stationsOf = async (viewer: Viewer): Promise<number[]> => (await listStations(viewer)).map(({ id }) => id)
