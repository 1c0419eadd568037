/** What a tariff document must keep beyond the shape of its fields; each fault names its path. */
import type { z } from 'zod'
import { compare, ratioFromDecimal } from '../ratio'
import { seasonFaults } from './seasons'

interface VersionShape {
  seasons?: { name: string; from: string; to: string }[] | undefined
  periods?: string[] | undefined
  charges: ChargeShape[]
}

interface ChargeShape {
  code: string
  kind: string
  season?: string | undefined
  period?: string | undefined
  rate?: string | undefined
  tiers?: { upTo?: string | undefined; rate: string }[] | undefined
  tierBasis?: string | undefined
  tierDays?: number | undefined
  daysPerMonth?: string | undefined
  of?: string[] | undefined
}

type Report = (path: (string | number)[], message: string) => void
type Context = z.core.$RefinementCtx

const reporter =
  (context: Context): Report =>
  (path, message) =>
    context.addIssue({ code: 'custom', path, message })

export function checkVersionOrder(document: { versions: { effectiveFrom: string }[] }, context: Context): void {
  const report = reporter(context)
  document.versions.forEach((version, index) => {
    const earlier = document.versions[index - 1]
    if (earlier && earlier.effectiveFrom >= version.effectiveFrom) {
      report(['versions', index, 'effectiveFrom'], `must lie after the version before it (${earlier.effectiveFrom})`)
    }
  })
}

export function checkVersion(version: VersionShape, context: Context): void {
  const report = reporter(context)
  for (const { path, message } of seasonFaults(version.seasons ?? [])) report(['seasons', ...path], message)
  version.periods?.forEach((period, index) => {
    if (version.periods?.indexOf(period) !== index) report(['periods', index], `${period} is named twice`)
    if (period === 'total') report(['periods', index], 'a register cannot be called total')
  })
  version.charges.forEach((charge, index) => {
    const at = (...path: (string | number)[]) => ['charges', index, ...path]
    checkNames(version, charge, (path, message) => report(at(...path), message))
    if (charge.kind === 'energy') checkRates(charge, (path, message) => report(at(...path), message))
    if (charge.daysPerMonth !== undefined && compare(ratioFromDecimal(charge.daysPerMonth), ratioFromDecimal('0')) <= 0) {
      report(at('daysPerMonth'), 'must be more than 0')
    }
  })
}

function checkNames(version: VersionShape, charge: ChargeShape, report: Report): void {
  const seasons = version.seasons?.map((season) => season.name) ?? []
  if (charge.season !== undefined && !seasons.includes(charge.season)) {
    report(['season'], `unknown season ${charge.season}; the version has ${seasons.join(', ') || 'none'}`)
  }
  const periods = version.periods ?? []
  if (charge.period !== undefined && !periods.includes(charge.period)) {
    report(['period'], `unknown period ${charge.period}; the version has ${periods.join(', ') || 'none'}`)
  }
  const codes = version.charges.filter((other) => other.kind !== 'minimum').map((other) => other.code)
  charge.of?.forEach((code, place) => {
    if (!codes.includes(code)) report(['of', place], `no charge has the code ${code}`)
    if (code === charge.code) report(['of', place], 'a percentage cannot be taken of itself')
  })
}

function checkRates(charge: ChargeShape, report: Report): void {
  if (charge.rate === undefined && charge.tiers === undefined) report(['rate'], 'expected either rate or tiers')
  if (charge.rate !== undefined && charge.tiers !== undefined) report(['tiers'], 'expected either rate or tiers, not both')
  if (charge.tierBasis === 'days' && charge.tierDays === undefined) {
    report(['tierDays'], 'expected with tierBasis days: the days that a limit stands for')
  }
  const tiers = charge.tiers ?? []
  tiers.forEach(({ upTo }, place) => {
    const last = place === tiers.length - 1
    if (last && upTo !== undefined) report(['tiers', place, 'upTo'], 'the last tier has no limit')
    if (!last && upTo === undefined) report(['tiers', place, 'upTo'], 'expected a limit: only the last tier has none')
    const before = tiers[place - 1]?.upTo
    if (upTo !== undefined && before !== undefined && compare(ratioFromDecimal(upTo), ratioFromDecimal(before)) <= 0) {
      report(['tiers', place, 'upTo'], `must be more than the limit before it (${before})`)
    }
  })
}
