/**
 * What can be read of a tariff document that may not fit the format: a field that is missing or of a wrong type is left
 * out, so that rules over several fields still say what is wrong with the others.
 */

/** Takes a fault where it is found. */
export type Report = (path: (string | number)[], message: string) => void

export interface ReadableTier {
  upTo?: string
  rate?: string
}

export interface ReadableCharge {
  code?: string
  kind?: string
  season?: string
  period?: string
  rate?: string
  amount?: string
  daysPerMonth?: string
  tiers?: ReadableTier[]
  of?: (string | undefined)[]
  government: boolean
  tierBasis?: string
  hasTierDays: boolean
  /** Every field that is there, whatever is in it. */
  fields: ReadonlySet<string>
}

export interface ReadableSeason {
  name?: string
  from?: string
  to?: string
}

export interface ReadableVersion {
  effectiveFrom?: string
  seasons: ReadableSeason[]
  periods: (string | undefined)[]
  charges: ReadableCharge[]
}

type Fields = Readonly<Record<string, unknown>>

/** The fields of an object; none of anything else. */
export const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {})

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** The texts among the named fields. */
function textsOf<Name extends string>(fields: Fields, names: readonly Name[]): { [Key in Name]?: string } {
  const texts: { [Key in Name]?: string } = {}
  for (const name of names) {
    const value = fields[name]
    if (typeof value === 'string') texts[name] = value
  }
  return texts
}

const textOr = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

export function readableVersion(value: unknown): ReadableVersion {
  const fields = fieldsOf(value)
  return {
    ...textsOf(fields, ['effectiveFrom']),
    seasons: listOf(fields['seasons']).map((season) => textsOf(fieldsOf(season), ['name', 'from', 'to'])),
    periods: listOf(fields['periods']).map(textOr),
    charges: listOf(fields['charges']).map(readableCharge),
  }
}

function readableCharge(value: unknown): ReadableCharge {
  const fields = fieldsOf(value)
  return {
    ...textsOf(fields, ['code', 'kind', 'season', 'period', 'rate', 'amount', 'daysPerMonth', 'tierBasis']),
    ...(Array.isArray(fields['tiers']) ? { tiers: fields['tiers'].map((tier) => textsOf(fieldsOf(tier), ['upTo', 'rate'])) } : {}),
    ...(Array.isArray(fields['of']) ? { of: fields['of'].map(textOr) } : {}),
    government: fields['government'] === true,
    hasTierDays: fields['tierDays'] !== undefined,
    fields: new Set(Object.keys(fields).filter((name) => fields[name] !== undefined)),
  }
}
