/** Whether a version's energy charges leave energy unbilled: that of a period or a season for which none stands. */
import type { z } from 'zod'
import { reporter } from './document-checks'
import { readableVersion, type ReadableCharge } from './document-readable'

/**
 * Where one period or season has an energy charge, all must have one, unless a charge without it covers the others.
 * Government funds alone are no price. @param value of any shape: only what is readable is looked at
 */
export function checkCoverage(value: unknown, context: z.core.$RefinementCtx): void {
  const report = reporter(context)
  const { seasons, periods, charges } = readableVersion(value)
  const prices = charges.filter(({ kind, government }) => kind === 'energy' && !government)
  const covers = (season: string | undefined, period: string | undefined) =>
    prices.some((price) => holds(price.season, season) && holds(price.period, period))
  const named = periods.some((period) => period !== undefined && prices.some((price) => price.period === period)) ? periods : []
  const barePeriods = named.filter((period) => period !== undefined && !prices.some((price) => holds(price.period, period)))
  named.forEach((period, index) => {
    if (barePeriods.includes(period)) report(['periods', index], `no energy charge rates ${period}: its energy would go unbilled`)
  })
  if (!prices.some(({ season }) => season !== undefined)) return
  seasons.forEach(({ name }, index) => {
    if (name === undefined) return
    const bare = named.filter((period) => period !== undefined && !barePeriods.includes(period) && !covers(name, period))
    if (!prices.some((price) => holds(price.season, name))) report(['seasons', index], `no energy charge rates ${name}: its energy would go unbilled`)
    else if (bare.length > 0) report(['seasons', index], `no energy charge rates ${bare.join(', ')} in ${name}: its energy would go unbilled`)
  })
}

/** Whether a charge limited so holds for a season or period; without a limit it holds for all. */
const holds = (limit: ReadableCharge['season'], name: string | undefined): boolean => limit === undefined || limit === name
