/**
 * What a tariff document must keep beyond the shape of its fields; each fault names its path. The rules look at whatever
 * could be read (`document-readable`), so that one wrong field does not hide the faults of the others.
 */
import type { z } from 'zod'
import { isDecimal } from '../decimal'
import { compare, ratioFromDecimal } from '../ratio'
import { checkPercentages, checkCodes } from './document-code-checks'
import { fieldsOf, listOf, readableVersion, type ReadableCharge, type ReadableTier, type ReadableVersion, type Report } from './document-readable'
import { seasonFaults } from './seasons'

type Context = z.core.$RefinementCtx

/** Rules over several fields look at what there is, even where single fields are wrong. */
export const EVEN_WITH_FAULTS = { when: () => true }

export const reporter =
  (context: Context): Report =>
  (path, message) =>
    context.addIssue({ code: 'custom', path, message })

/** @param document of any shape: only what is readable is looked at */
export function checkVersionOrder(document: unknown, context: Context): void {
  const report = reporter(context)
  const dates = listOf(fieldsOf(document)['versions']).map((version) => readableVersion(version).effectiveFrom)
  dates.forEach((date, index) => {
    const earlier = dates[index - 1]
    if (date !== undefined && earlier !== undefined && earlier >= date) {
      report(['versions', index, 'effectiveFrom'], `must lie after the version before it (${earlier})`)
    }
  })
}

/** @param value of any shape: only what is readable is looked at */
export function checkVersion(value: unknown, context: Context): void {
  const report = reporter(context)
  const version = readableVersion(value)
  for (const { path, message } of seasonFaults(version.seasons)) report(['seasons', ...path], message)
  version.periods.forEach((period, index) => {
    if (period !== undefined && version.periods.indexOf(period) !== index) report(['periods', index], `${period} is named twice`)
    if (period === 'total') report(['periods', index], 'a register cannot be called total')
  })
  version.charges.forEach((charge, index) => {
    const at: Report = (path, message) => report(['charges', index, ...path], message)
    checkNames(version, charge, at)
    checkNumbers(charge, at)
    if (charge.kind === 'energy') checkRates(charge, at)
  })
  checkCodes(version, report)
  checkPercentages(version, report)
}

function checkNames(version: ReadableVersion, charge: ReadableCharge, report: Report): void {
  const seasons = version.seasons.flatMap(({ name }) => name ?? [])
  if (charge.season !== undefined && !seasons.includes(charge.season)) {
    report(['season'], `unknown season ${charge.season}; the version has ${seasons.join(', ') || 'none'}`)
  }
  const periods = version.periods.flatMap((period) => period ?? [])
  if (charge.period !== undefined && !periods.includes(charge.period)) {
    report(['period'], `unknown period ${charge.period}; the version has ${periods.join(', ') || 'none'}`)
  }
}

const PLUS = 'expected a decimal number as text, without a plus sign'

function checkNumbers(charge: ReadableCharge, report: Report): void {
  for (const field of ['rate', 'amount', 'daysPerMonth'] as const) {
    if (charge[field]?.startsWith('+')) report([field], PLUS)
  }
  charge.tiers?.forEach(({ upTo, rate }, place) => {
    if (upTo?.startsWith('+')) report(['tiers', place, 'upTo'], PLUS)
    if (rate?.startsWith('+')) report(['tiers', place, 'rate'], PLUS)
  })
  if (isDecimal(charge.daysPerMonth ?? '') && compare(ratioFromDecimal(charge.daysPerMonth ?? ''), ratioFromDecimal('0')) <= 0) {
    report(['daysPerMonth'], 'must be more than 0')
  }
}

const TIER_FIELDS = ['tierBasis', 'tierDays', 'tierCounts', 'tierMode'] as const

function checkRates({ fields, tiers, tierBasis, hasTierDays }: ReadableCharge, report: Report): void {
  if (!fields.has('rate') && !fields.has('tiers')) report(['rate'], 'expected either rate or tiers')
  if (fields.has('rate') && fields.has('tiers')) report(['tiers'], 'expected either rate or tiers, not both')
  if (tierBasis === 'days' && !hasTierDays) report(['tierDays'], 'expected with tierBasis days: the days that a limit stands for')
  if (!fields.has('tiers')) {
    for (const field of TIER_FIELDS) if (fields.has(field)) report([field], 'says nothing without tiers: leave it out')
  }
  checkTiers(tiers ?? [], report)
}

function checkTiers(tiers: readonly ReadableTier[], report: Report): void {
  tiers.forEach(({ upTo }, place) => {
    const last = place === tiers.length - 1
    if (last && upTo !== undefined) report(['tiers', place, 'upTo'], 'the last tier has no limit')
    if (!last && upTo === undefined) report(['tiers', place, 'upTo'], 'expected a limit: only the last tier has none')
    const before = tiers[place - 1]?.upTo
    if (upTo === undefined || before === undefined || !isDecimal(upTo) || !isDecimal(before)) return
    if (compare(ratioFromDecimal(upTo), ratioFromDecimal(before)) <= 0) {
      report(['tiers', place, 'upTo'], `must be more than the limit before it (${before})`)
    }
  })
}
