/**
 * The tariff document: one category with all its versions (the format is described in `docs/tariff-format.md`). The
 * catalogue, imports and the `rate` command all pass through this schema; the catalogue asks for more (`catalogue-document`).
 */
import * as z from 'zod'
import { isDecimal } from '../decimal'
import { isPlainDate } from '../plain-date'
import { checkVersion, checkVersionOrder, EVEN_WITH_FAULTS } from './document-checks'
import { faultsIn, pathText } from './document-faults'

const decimal = (message = 'expected a decimal number as text, such as "0.589"') =>
  z.string({ error: message }).refine(isDecimal, message)
export const nonNegative = z
  .string({ error: 'expected a decimal number as text, such as "0.589"' })
  .refine((text) => isDecimal(text) && !text.startsWith('-'), 'expected a decimal number as text, not negative')
export const date = z
  .string({ error: 'expected a date as YYYY-MM-DD' })
  .refine(isPlainDate, 'expected a date that exists, as YYYY-MM-DD')
const name = z.string().min(1, 'must not be empty').max(100, 'longer than 100 characters')
const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'expected a day of the year as MM-DD')

const seasonSchema = z.strictObject({ name, from: monthDay, to: monthDay })
const tierSchema = z.strictObject({ upTo: nonNegative.optional(), rate: decimal() })

const energySchema = z.strictObject({
  code: name,
  kind: z.literal('energy'),
  season: name.optional(),
  period: name.optional(),
  rate: decimal().optional(),
  tiers: z.array(tierSchema).min(1, 'expected at least one tier').optional(),
  tierBasis: z.enum(['month', 'year', 'days']).optional(),
  tierDays: z.int().positive().max(366).optional(),
  tierCounts: z.enum(['total', 'period']).optional(),
  tierMode: z.enum(['block', 'whole']).optional(),
  government: z.boolean().optional(),
})
const fixedSchema = z.strictObject({
  code: name,
  kind: z.literal('fixed'),
  amount: decimal(),
  per: z.enum(['month', 'day', 'bill']),
  daysPerMonth: nonNegative.optional(),
})
const demandSchema = z.strictObject({
  code: name,
  kind: z.literal('demand'),
  rate: decimal(),
  unit: z.enum(['kVA', 'kW']),
  basis: z.enum(['contract', 'maximum']),
  daysPerMonth: nonNegative.optional(),
})
const powerFactorSchema = z.strictObject({
  code: name,
  kind: z.literal('power-factor'),
  standard: z.enum(['0.90', '0.85', '0.80']),
})
const percentSchema = z.strictObject({
  code: name,
  kind: z.literal('percent'),
  of: z.array(name).min(1, 'expected the codes of the charges it is taken of'),
  rate: decimal(),
})
const minimumSchema = z.strictObject({ code: name, kind: z.literal('minimum'), amount: nonNegative })

const chargeSchema = z.discriminatedUnion(
  'kind',
  [energySchema, fixedSchema, demandSchema, powerFactorSchema, percentSchema, minimumSchema],
  { error: 'expected a kind of charge: energy, fixed, demand, power-factor, percent or minimum' },
)

const versionShape = z.strictObject({
  effectiveFrom: date,
  seasons: z.array(seasonSchema).min(1, 'expected at least one season').optional(),
  periods: z.array(name).min(1, 'expected at least one period').optional(),
  charges: z.array(chargeSchema).min(1, 'expected at least one charge'),
  source: z.strictObject({ title: z.string(), number: z.string().optional() }).optional(),
})

export const tariffVersionSchema = versionShape.superRefine(checkVersion, EVEN_WITH_FAULTS)

export const tariffHeaderSchema = z.strictObject({
  category: name,
  name: z.strictObject({ 'zh-CN': name, en: name }),
  class: z.enum(['residential', 'general-commercial', 'large-industrial', 'agricultural', 'other']),
  currency: z.string().regex(/^[A-Z]{3}$/, 'expected an ISO 4217 code such as CNY'),
  minorDigits: z.int().min(0).max(4).optional(),
  source: z.strictObject({ title: z.string(), number: z.string().optional() }).optional(),
})

export const tariffDocumentSchema = tariffHeaderSchema
  .extend({ versions: z.array(tariffVersionSchema).min(1, 'expected at least one version') })
  .superRefine(checkVersionOrder, EVEN_WITH_FAULTS)

/** What the catalogue holds: it kept the rules of its day when it was released, and rules that came later do not undo it. */
export const releasedDocumentSchema = tariffHeaderSchema.extend({ versions: z.array(versionShape).min(1) })

export type TariffDocument = z.infer<typeof tariffDocumentSchema>
export type TariffVersion = z.infer<typeof tariffVersionSchema>
export type Charge = TariffVersion['charges'][number]
export type EnergyCharge = Extract<Charge, { kind: 'energy' }>
export type FixedCharge = Extract<Charge, { kind: 'fixed' }>
export type DemandCharge = Extract<Charge, { kind: 'demand' }>
export type Season = z.infer<typeof seasonSchema>

/** `tariffs[0].versions[0].charges[2].rate: …`, one line for each fault. */
export const formatIssues = (error: z.ZodError): string[] => faultsIn(error).map(({ path, message }) => `${pathText(path)}: ${message}`)
