/** Figures of statistics as people read them; they are estimates, so a few digits do. */

const DIGITS = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 })
const PROBABILITY = new Intl.NumberFormat('en', { minimumFractionDigits: 4, maximumFractionDigits: 4 })

/** Four significant digits, with a true minus sign. */
export const formatStatistic = (value: number): string => DIGITS.format(value).replace('-', '−')

/** How a probability stands behind its p: `= 0.0034`, and below four decimals `< 0.0001`. */
export const formatProbability = (p: number): string => (p < 0.0001 ? '< 0.0001' : `= ${PROBABILITY.format(p)}`)
