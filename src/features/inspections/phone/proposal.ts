/** A proposed assignment in short: what the phone and the desk both show. */
import { multiply, ratio, ratioFromDecimal, toDecimalText } from '@/domain/ratio'
import type { AssignmentTerms } from '@/domain/tariff/assignment'

const HUNDRED = ratio(100n)

export const percentFromShare = (share: string): string => toDecimalText(multiply(ratioFromDecimal(share), HUNDRED), 2)

/** `"30"` → `"0.3"`. @throws RangeError when it is no decimal number */
export const shareFromPercent = (percent: string): string => toDecimalText(multiply(ratioFromDecimal(percent), ratio(1n, 100n)), 6)

/** `RES-1`, `COM-1 30 % + RES-1`. */
export const proposalWords = ({ splits, remainder }: AssignmentTerms): string =>
  [...splits.map((split) => (split.method === 'fixed-ratio' ? `${split.category} ${percentFromShare(split.ratio)} %` : `${split.category} ${split.kwh} kWh`)), remainder].join(' + ')
