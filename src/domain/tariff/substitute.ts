/** Rating "as if": the same bills on another version or another category, for previews and what-if questions. */
import type { PlainDate } from '../plain-date'
import type { AssignmentTerms } from './assignment'
import { compileTariff, type CompiledTariff } from './compile'
import type { TariffDocument, TariffVersion } from './document'

type Tariffs = ReadonlyMap<string, CompiledTariff>

const EVER = '0001-01-01' as PlainDate

/** The tariffs with one version of a category as though it alone had always been in force; the category may be a new one. */
export function withVersion(tariffs: Tariffs, header: Omit<TariffDocument, 'versions'>, version: TariffVersion): Tariffs {
  return new Map([...tariffs, [header.category, compileTariff({ ...header, versions: [{ ...version, effectiveFrom: EVER }] })]])
}

/** The terms with one category in the place of another; a split that falls together with the remainder stays a split. */
export const withCategory = (terms: AssignmentTerms, from: string, to: string): AssignmentTerms => ({
  remainder: terms.remainder === from ? to : terms.remainder,
  splits: terms.splits.map((split) => (split.category === from ? { ...split, category: to } : split)),
})
