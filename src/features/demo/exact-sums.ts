/**
 * Whole kWh for a number of bills such that both the kWh and the fen add up to given sums, each bill being the rating of
 * its own kWh at a flat price, rounded half up to the fen. The sums differ from price × kWh only by the bills' roundings,
 * so single kWh are moved between bills until the roundings add up too.
 */

/** A flat price in ten-thousandths of a yuan per kWh: 5469 is 0.5469. */
export type FlatPrice = number

const roundedFen = (kwh: number, price: FlatPrice): number => Math.floor((kwh * price + 50) / 100)

/** What rounding adds to a bill, in hundredths of a fen: −49 to 50. */
const roundingOf = (kwh: number, price: FlatPrice): number => roundedFen(kwh, price) * 100 - kwh * price

/** Scales whole numbers so that they add up to `total`, zeros staying zero. */
export function scaledTo(values: readonly number[], total: number): number[] {
  const sum = values.reduce((all, value) => all + value, 0)
  let given = 0
  let seen = 0
  return values.map((value) => {
    seen += value
    // Cumulative, so that nothing is lost to rounding; both factors stay far below 2^53.
    const upTo = Math.floor((seen * total) / sum)
    const share = upTo - given
    given = upTo
    return share
  })
}

/**
 * @param kwh whole kWh that add up to the wanted kWh already
 * @param fenSum the wanted sum of the rounded bills
 * @throws RangeError when no moving of kWh reaches it
 */
export function tunedTo(kwh: readonly number[], price: FlatPrice, fenSum: number): number[] {
  const tuned = [...kwh]
  const kwhSum = kwh.reduce((all, value) => all + value, 0)
  const wanted = fenSum * 100 - kwhSum * price
  let missing = wanted - tuned.reduce((all, value) => all + roundingOf(value, price), 0)
  for (let distance = 1; missing !== 0 && distance < tuned.length; distance += 1) {
    for (let first = 0; missing !== 0 && first + distance < tuned.length; first += 1) {
      missing -= bestMove(tuned, first, first + distance, price, missing)
    }
  }
  if (missing !== 0) throw new RangeError(`the roundings of ${kwh.length} bills cannot add up to ${fenSum} fen`)
  return tuned
}

const STEPS = [1, -1, 2, -2, 3, -3, 4, -4]

/** Moves a few kWh from one bill to another where that comes nearest to what is missing, never beyond it. */
function bestMove(tuned: number[], first: number, second: number, price: FlatPrice, missing: number): number {
  const a = tuned[first] ?? 0
  const b = tuned[second] ?? 0
  const before = roundingOf(a, price) + roundingOf(b, price)
  let best = { step: 0, gain: 0 }
  for (const step of STEPS) {
    // A bill keeps most of its energy, and an empty house stays empty.
    if (a + step < 6 || b - step < 6) continue
    const gain = roundingOf(a + step, price) + roundingOf(b - step, price) - before
    const helps = Math.sign(gain) === Math.sign(missing) && Math.abs(gain) <= Math.abs(missing)
    if (helps && Math.abs(gain) > Math.abs(best.gain)) best = { step, gain }
  }
  tuned[first] = a + best.step
  tuned[second] = b - best.step
  return best.gain
}
