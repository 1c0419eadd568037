import 'server-only'
import { nameKey } from '@/domain/imports/columns'
import { priceRangeIn } from '@/domain/imports/price-range'
import { listStations } from '@/features/accounts/queries'
import { listCategories, tariffDocuments, type Category } from '@/features/tariffs/queries'
import type { Viewer } from '@/server/viewer'
import type { ReadContext } from './kind-spec'

const KWH = 1000n

/** What no account uses in a month, by class of tariff; a reading beyond it is held until someone has looked. */
const MOST_WH: Readonly<Record<Category['class'], bigint>> = {
  residential: 20_000n * KWH,
  agricultural: 500_000n * KWH,
  'general-commercial': 2_000_000n * KWH,
  'large-industrial': 100_000_000n * KWH,
  other: 100_000_000n * KWH,
}

/** What a file is read against: the viewer's stations, the categories by all their names, the tariffs in force. */
export async function readContext(viewer: Viewer): Promise<ReadContext> {
  const [stations, categories, documents] = await Promise.all([listStations(viewer), listCategories(), tariffDocuments()])
  const byId = new Map(categories.map((category) => [category.id, category]))
  return {
    stations: new Map(stations.flatMap(({ id, code, name }) => [[nameKey(name), id], [nameKey(code), id]] as const)),
    categories: new Map(categories.flatMap(({ id, code, nameZh, nameEn, synonyms }) => [code, nameZh, nameEn, ...synonyms].map((name) => [nameKey(name), id] as const))),
    codes: new Map(categories.map(({ id, code }) => [id, code])),
    mostWh: (categoryId) => MOST_WH[byId.get(categoryId)?.class ?? 'other'],
    priceRange(categoryId, month) {
      return priceRangeIn(documents.get(byId.get(categoryId)?.code ?? '')?.versions ?? [], month)
    },
  }
}
