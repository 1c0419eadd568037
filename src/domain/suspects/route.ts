/** A way through the suspects without a map: district by district, within each by address as one walks. */

export interface Stop {
  district: { code: string; name: string }
  address: string
  expectedFen: bigint
}

export interface Leg<Item extends Stop> {
  district: Item['district']
  stops: Item[]
  expectedFen: bigint
}

/** Numbers within an address count as numbers: house 9 comes before house 10. */
const byAddress = new Intl.Collator('zh-CN', { numeric: true })

/** Districts worth most come first; one that belongs to no walk is a leg of its own all the same. */
export function routeThrough<Item extends Stop>(stops: readonly Item[]): Leg<Item>[] {
  const legs = new Map<string, Leg<Item>>()
  for (const stop of stops) {
    const leg: Leg<Item> = legs.get(stop.district.code) ?? { district: stop.district, stops: [], expectedFen: 0n }
    leg.stops.push(stop)
    leg.expectedFen += stop.expectedFen
    legs.set(stop.district.code, leg)
  }
  for (const { stops: inDistrict } of legs.values()) inDistrict.sort((a, b) => byAddress.compare(a.address, b.address))
  return [...legs.values()].sort((a, b) => (a.expectedFen === b.expectedFen ? byAddress.compare(a.district.code, b.district.code) : a.expectedFen > b.expectedFen ? -1 : 1))
}
