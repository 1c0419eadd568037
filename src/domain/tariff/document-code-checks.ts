/** Rules about the codes of a version's charges: each names one thing on a bill, and percentages can be worked out in their order. */
import type { ReadableCharge, ReadableVersion, Report } from './document-readable'

/**
 * A code may stand for one price that differs by season or period, as `energy` in summer and in winter; anything else
 * under the same code would be one name for two things.
 */
export function checkCodes({ charges }: ReadableVersion, report: Report): void {
  charges.forEach((charge, index) => {
    if (charge.code === undefined) return
    const before = charges.findIndex((other, place) => place < index && other.code === charge.code && !areApart(other, charge))
    if (before !== -1) report(['charges', index, 'code'], `${charge.code} is the code of charge ${before + 1} too: each charge needs one of its own`)
  })
}

/** Energy charges that never rate the same kWh. */
const areApart = (a: ReadableCharge, b: ReadableCharge): boolean =>
  a.kind === 'energy' && b.kind === 'energy' && (differ(a.season, b.season) || differ(a.period, b.period))

const differ = (a: string | undefined, b: string | undefined): boolean => a !== undefined && b !== undefined && a !== b

/** Percentages are worked out in their order, so one is taken of what stands before it, and never of a minimum. */
export function checkPercentages({ charges }: ReadableVersion, report: Report): void {
  const codes = charges.flatMap(({ code, kind }) => (kind === 'minimum' || code === undefined ? [] : [code]))
  charges.forEach((charge, index) => {
    charge.of?.forEach((code, place) => {
      if (code === undefined) return
      const at = ['charges', index, 'of', place]
      if (code === charge.code) report(at, 'a percentage cannot be taken of itself')
      else if (!codes.includes(code)) report(at, `no charge has the code ${code}`)
      else if (charges.some((other, later) => later > index && other.kind === 'percent' && other.code === code)) {
        report(at, `${code} is a percentage that comes later: it would count as nothing, so put it before this one`)
      }
      if (charge.of?.indexOf(code) !== place) report(at, `${code} is named twice`)
    })
  })
}
