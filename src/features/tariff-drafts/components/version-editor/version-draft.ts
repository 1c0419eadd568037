/** A tariff version while it is typed: the document's own shape, but anything in it may still be missing or wrong. */

export interface TierDraft {
  upTo?: string
  rate: string
}

export const CHARGE_KINDS = ['energy', 'fixed', 'demand', 'power-factor', 'percent', 'minimum'] as const
export type ChargeKind = (typeof CHARGE_KINDS)[number]

export interface ChargeDraft {
  code: string
  kind: ChargeKind
  season?: string
  period?: string
  rate?: string
  tiers?: TierDraft[]
  tierBasis?: string
  tierDays?: number
  tierCounts?: string
  tierMode?: string
  government?: boolean
  amount?: string
  per?: string
  unit?: string
  basis?: string
  daysPerMonth?: string
  standard?: string
  of?: string[]
}

export interface VersionDraft {
  effectiveFrom: string
  seasons?: { name: string; from: string; to: string }[]
  periods?: string[]
  charges: ChargeDraft[]
  source?: { title: string; number?: string }
}

export const EMPTY_VERSION: VersionDraft = { effectiveFrom: '', charges: [{ code: 'energy', kind: 'energy', rate: '' }] }

const FIRST_FIELDS: Record<ChargeKind, Omit<ChargeDraft, 'code' | 'kind'>> = {
  energy: { rate: '' },
  fixed: { amount: '', per: 'month' },
  demand: { rate: '', unit: 'kVA', basis: 'contract' },
  'power-factor': { standard: '0.90' },
  percent: { of: [], rate: '' },
  minimum: { amount: '' },
}

/** A charge of a kind with nothing filled in but its code. */
export const chargeOfKind = (kind: ChargeKind, code: string): ChargeDraft => ({ code, kind, ...FIRST_FIELDS[kind] })

/** The object with changes: a field set to nothing is left out, as the format has it. */
export function changed<Value extends object>(value: Value, changes: { [Key in keyof Value]?: Value[Key] | undefined }): Value {
  const entries = Object.entries({ ...value, ...changes }).filter(([, field]) => field !== undefined)
  return Object.fromEntries(entries) as Value
}

export const replaced = <Item>(items: readonly Item[], at: number, item: Item): Item[] => items.map((one, index) => (index === at ? item : one))
export const without = <Item>(items: readonly Item[], at: number): Item[] => items.filter((_, index) => index !== at)

/** The list with one item a place up or down; the same list at its ends. */
export function moved<Item>(items: readonly Item[], at: number, by: -1 | 1): Item[] {
  const other = items[at + by]
  const item = items[at]
  return other === undefined || item === undefined ? [...items] : replaced(replaced(items, at, other), at + by, item)
}

/** Reads what was typed as JSON: an object with a list of charges, or what is wrong with it. */
export function parseVersionText(text: string): { value: VersionDraft } | { fault: string } {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return { fault: 'expected an object: { "effectiveFrom": …, "charges": [ … ] }' }
    if (!('charges' in value) || !Array.isArray(value.charges) || !value.charges.every(isObject)) return { fault: 'charges: expected a list of charges' }
    return { value: { effectiveFrom: '', ...value } as VersionDraft }
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) }
  }
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)
