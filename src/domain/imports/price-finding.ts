/** Whether an amount can be what its kWh cost under the tariff; if not, what it should be and which slip would explain it. */
import { formatScaled } from '../decimal'
import { whToKwh, type Wh } from '../energy'
import { averagePrice, fenToYuan, type Fen } from '../money'
import { add, compare, multiply, ratio, subtract, toDecimalText, toScaled } from '../ratio'
import { finding, type Finding } from './finding'
import { likelySlips } from './likely-slips'
import type { PriceRange } from './price-range'

/** Bills of a month hold corrections and part months: two per cent beyond the tariff's own range is still believable. */
const TOLERANCE = ratio(2n, 100n)

const tolerated = ({ low, high }: PriceRange): PriceRange => ({ low: subtract(low, multiply(low, TOLERANCE)), high: add(high, multiply(high, TOLERANCE)) })

/** Holds an amount that no bill under the tariff could come to, with the range and the likely slip. */
export function priceFinding(energyWh: Wh, amountFen: Fen, range: PriceRange): Finding | null {
  const { low, high } = tolerated(range)
  const kwh = ratio(energyWh, 1000n)
  const [amountLow, amountHigh] = [multiply(kwh, low), multiply(kwh, high)]
  const amount = ratio(amountFen, 100n)
  if (compare(amount, amountLow) >= 0 && compare(amount, amountHigh) <= 0) return null
  const held = finding('amountYuan', 'price-out-of-range', {
    price: averagePrice(amountFen, energyWh, 4) ?? '—',
    priceLow: toDecimalText(low, 4),
    priceHigh: toDecimalText(high, 4),
    amountLow: formatScaled(toScaled(amountLow, 2), 2, { keepZeros: true }),
    amountHigh: formatScaled(toScaled(amountHigh, 2), 2, { keepZeros: true }),
    energyKwh: whToKwh(energyWh),
  })
  return { ...held, slips: likelySlips(fenToYuan(amountFen), { low: amountLow, high: amountHigh }) }
}

const BOUND_DECIMALS = 4

/** The same range in whole ten-thousandths of a yuan per kWh, never narrower: what the database compares millions of rows with. */
export function priceBounds(range: PriceRange): { low: bigint; high: bigint } {
  const { low, high } = tolerated(range)
  return { low: toScaled(low, BOUND_DECIMALS) - 1n, high: toScaled(high, BOUND_DECIMALS) + 1n }
}
