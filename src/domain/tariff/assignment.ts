/** How one meter's energy is spread over tariff categories. */
import * as z from 'zod'
import { isDecimal } from '../decimal'
import { compare, ONE, ratioFromDecimal, sum } from '../ratio'
import { nonNegative } from './document'

const code = z.string().min(1, 'must not be empty')

const fixedQuantity = z.strictObject({ category: code, method: z.literal('fixed-quantity'), kwh: nonNegative })
const fixedRatio = z.strictObject({
  category: code,
  method: z.literal('fixed-ratio'),
  // What is no number at all has been found wrong already, and further checks run all the same.
  ratio: nonNegative.refine((text) => !isDecimal(text) || compare(ratioFromDecimal(text), ONE) <= 0, 'a ratio is at most 1'),
})
const remainder = z.strictObject({ category: code, method: z.literal('remainder') })

const splitSchema = z.discriminatedUnion('method', [fixedQuantity, fixedRatio])
export type Split = z.infer<typeof splitSchema>

/**
 * What a tariff assignment says: quantities (定量) taken off first, in their order and never more than what is left, then
 * ratios (定比) of what remains, then the remainder (余量). Source: `docs/rating.md`, order of computation.
 */
export const assignmentTermsSchema = z.strictObject({
  remainder: code,
  splits: z.array(splitSchema).max(9).superRefine(checkRatios),
})
export type AssignmentTerms = z.infer<typeof assignmentTermsSchema>

/** The same as a list of lines, as files carry it: the remainder stands exactly once, and last. */
export const assignmentLinesSchema = z
  .array(z.discriminatedUnion('method', [fixedQuantity, fixedRatio, remainder]))
  .min(1, 'expected at least the remainder')
  .superRefine((lines, context) => {
    lines.forEach((line, index) => {
      const last = index === lines.length - 1
      if (last !== (line.method === 'remainder')) {
        context.addIssue({ code: 'custom', path: [index, 'method'], message: last ? 'the last line takes the remainder' : 'only the last line takes the remainder' })
      }
    })
    checkRatios(lines, context)
  })
export type AssignmentLines = z.infer<typeof assignmentLinesSchema>

function checkRatios(lines: readonly { method: string; ratio?: string }[], context: z.core.$RefinementCtx): void {
  const ratios = lines.flatMap((line) => (line.ratio === undefined || !isDecimal(line.ratio) ? [] : [ratioFromDecimal(line.ratio)]))
  if (compare(sum(ratios), ONE) > 0) context.addIssue({ code: 'custom', path: [], message: 'the ratios add up to more than 1' })
}

export function termsFromLines(lines: AssignmentLines): AssignmentTerms {
  const splits = lines.filter((line) => line.method !== 'remainder')
  return { remainder: lines[lines.length - 1]?.category ?? '', splits }
}

/** Every category the terms name, the remainder last, each once. */
export const categoriesOf = (terms: AssignmentTerms): string[] => [
  ...new Set([...terms.splits.map((split) => split.category), terms.remainder]),
]

/** Whether two assignments mean the same: the same splits in the same order and the same remainder. */
export const sameTerms = (a: AssignmentTerms, b: AssignmentTerms): boolean =>
  a.remainder === b.remainder && JSON.stringify(a.splits.map(plain)) === JSON.stringify(b.splits.map(plain))

const plain = (split: Split) => [split.method, split.category, split.method === 'fixed-ratio' ? split.ratio : split.kwh]
