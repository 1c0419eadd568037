import 'server-only'
import { nameKey, type CheckContext } from '@/domain/imports/category-months'
import { priceRange } from '@/domain/imports/price-range'
import { firstDayOf } from '@/domain/plain-date'
import { listStations } from '@/features/accounts/queries'
import { listCategories, tariffDocuments } from '@/features/tariffs/queries'
import type { Viewer } from '@/server/viewer'

/** What a file is checked against: the viewer's stations, the categories by all their names, the tariffs in force. */
export async function checkContext(viewer: Viewer): Promise<CheckContext> {
  const [stations, categories, documents] = await Promise.all([listStations(viewer), listCategories(), tariffDocuments()])
  const codes = new Map(categories.map(({ id, code }) => [id, code]))
  return {
    stationByName: new Map(stations.flatMap(({ id, code, name }) => [[nameKey(name), id], [nameKey(code), id]] as const)),
    categoryByName: new Map(categories.flatMap(({ id, code, nameZh, nameEn, synonyms }) => [code, nameZh, nameEn, ...synonyms].map((name) => [nameKey(name), id] as const))),
    priceRange(categoryId, month) {
      const versions = documents.get(codes.get(categoryId) ?? '')?.versions ?? []
      const version = versions.findLast(({ effectiveFrom }) => effectiveFrom <= firstDayOf(month))
      return version ? priceRange(version) : null
    },
  }
}
