/** Whether an amount can be what its kWh cost under the tariff; if not, what it should be and which slip would explain it. */
import { formatScaled } from '../decimal'
import { whToKwh, type Wh } from '../energy'
import { averagePrice, fenToYuan, type Fen } from '../money'
import { add, compare, multiply, ratio, subtract, toDecimalText, toScaled, type Ratio } from '../ratio'
import { finding, type Finding } from './finding'
import { likelySlips } from './likely-slips'
import type { PriceRange } from './price-range'

/** Bills of a month hold corrections and part months: two per cent beyond the tariff's own range is still believable. */
const TOLERANCE = ratio(2n, 100n)

const tolerated = ({ low, high }: PriceRange): PriceRange => ({ low: subtract(low, multiply(low, TOLERANCE)), high: high && add(high, multiply(high, TOLERANCE)) })

/** What a finding says where the tariff sets no upper bound. */
const NO_BOUND = 'none'

/** Holds an amount that no bill under the tariff could come to, with the range and, where it has two ends, the likely slip. */
export function priceFinding(energyWh: Wh, amountFen: Fen, range: PriceRange): Finding | null {
  const { low, high } = tolerated(range)
  const kwh = ratio(energyWh, 1000n)
  const [amountLow, amountHigh] = [multiply(kwh, low), high && multiply(kwh, high)]
  const amount = ratio(amountFen, 100n)
  if (compare(amount, amountLow) >= 0 && (amountHigh === null || compare(amount, amountHigh) <= 0)) return null
  const held = finding('amountYuan', 'price-out-of-range', {
    price: averagePrice(amountFen, energyWh, 4) ?? '—',
    priceLow: toDecimalText(low, 4),
    priceHigh: high === null ? NO_BOUND : toDecimalText(high, 4),
    amountLow: yuanText(amountLow),
    amountHigh: amountHigh === null ? NO_BOUND : yuanText(amountHigh),
    energyKwh: whToKwh(energyWh),
  })
  return { ...held, slips: amountHigh === null ? [] : likelySlips(fenToYuan(amountFen), { low: amountLow, high: amountHigh }) }
}

const yuanText = (amount: Ratio): string => formatScaled(toScaled(amount, 2), 2, { keepZeros: true })

const BOUND_DECIMALS = 4

/** In ten-thousandths of a yuan per kWh; null where there is no upper bound. */
export interface PriceBounds {
  low: bigint
  high: bigint | null
}

/** The same range in whole ten-thousandths of a yuan per kWh, never narrower: what the database compares millions of rows with. */
export function priceBounds(range: PriceRange): PriceBounds {
  const { low, high } = tolerated(range)
  return { low: toScaled(low, BOUND_DECIMALS) - 1n, high: high && toScaled(high, BOUND_DECIMALS) + 1n }
}
