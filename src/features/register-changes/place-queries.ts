import 'server-only'
import { DomainError } from '@/domain/errors'
import { listDistricts, listStations, type Station } from '@/features/accounts/queries'
import type { Viewer } from '@/server/viewer'

export interface Place {
  station: Station
  district: { id: number; code: string; name: string }
}

/** A station of the viewer's by its code. @throws DomainError `station-not-found` */
export async function getStation(viewer: Viewer, code: string): Promise<Station> {
  const station = (await listStations(viewer)).find((one) => one.code === code)
  if (!station) throw new DomainError('station-not-found', { station: code })
  return station
}

/**
 * A district by the code or the whole name that someone typed.
 * @throws DomainError `station-not-found`, `district-not-found`
 */
export async function getPlace(viewer: Viewer, stationCode: string, districtText: string): Promise<Place> {
  const station = await getStation(viewer, stationCode)
  const text = districtText.trim()
  const districts = await listDistricts(viewer, station.id)
  const named = districts.filter(({ name }) => name === text)
  const district = districts.find(({ code }) => code === text) ?? (named.length === 1 ? named[0] : undefined)
  if (!district) throw new DomainError('district-not-found', { district: text, station: station.name })
  return { station, district }
}

/** How a place stands in the record of a change. */
export const districtSide = ({ id, code, name }: Place['district']) => ({ id, code, name })
export const stationSide = ({ code, name }: Station) => ({ code, name })
