import { addMonths, billingMonth } from '@/domain/plain-date'

/**
 * A small world of households and shops that has nothing in common with the demonstration's generator: levels are lognormal,
 * seasons are sums of waves, noise multiplies, months go missing, records are wrong.
 */
export interface WorldOptions {
  accounts: number
  months: number
  firstMonth?: string
  /** Shares of 1. */
  shops: number
  wrongRecords: number
  missing: number
  seed: number
  /** Whether shops use as much as households: size alone then says nothing. */
  sameSize?: boolean
}

export interface World {
  months: ReturnType<typeof billingMonth>[]
  accounts: { account: string; recorded: 'residential' | 'general-commercial'; isShop: boolean; kwh: (number | null)[] }[]
}

/** A seeded stream of numbers between 0 and 1 (xorshift). */
function stream(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0 || 1
  return () => {
    state ^= state << 13
    state >>>= 0
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 4_294_967_296
  }
}

export function energyWorld({ accounts, months, firstMonth = '2020-01', shops, wrongRecords, missing, seed, sameSize = false }: WorldOptions): World {
  const next = stream(seed)
  // Twelve uniform numbers make a bell.
  const bell = () => Array.from({ length: 12 }, next).reduce((sum, value) => sum + value, -6)
  const list = Array.from({ length: months }, (_, place) => addMonths(billingMonth(firstMonth), place))
  return {
    months: list,
    accounts: Array.from({ length: accounts }, (_, place) => {
      const isShop = next() < shops
      const level = Math.exp((isShop && !sameSize ? 5.6 : 5) + (isShop ? 0.7 : 0.65) * bell())
      const cooling = isShop ? 0.08 : 0.35 * (0.5 + next())
      const heating = isShop ? 0.03 : 0.25 * (0.5 + next())
      const kwh = list.map((month) => {
        const angle = ((Number(month.slice(5)) - 1) / 12) * 2 * Math.PI
        const season = 1 + cooling * Math.max(0, -Math.cos(angle - 0.3)) + heating * Math.max(0, Math.cos(angle)) ** 2
        const value = level * season * Math.exp((isShop ? 0.09 : 0.16) * bell())
        return next() < missing ? null : Math.round(value * 10) / 10
      })
      const isWrong = next() < wrongRecords
      return { account: `W${String(place).padStart(6, '0')}`, isShop, recorded: isShop !== isWrong ? 'general-commercial' : 'residential', kwh }
    }),
  }
}
