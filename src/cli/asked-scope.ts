import { isBillingMonth, type BillingMonth } from '@/domain/plain-date'
import type { Station } from '@/features/accounts/queries'

/**
 * What `--from` and `--to` ask for, or a line that says what is wrong with them.
 * @param prefix of the options' names, for a second pair
 */
export function askedMonths(from: string, to: string, prefix = ''): { from: BillingMonth; to: BillingMonth } | string {
  if (!isBillingMonth(from)) return `--${prefix}from: expected a month as YYYY-MM, found ${JSON.stringify(from)}`
  if (!isBillingMonth(to)) return `--${prefix}to: expected a month as YYYY-MM, found ${JSON.stringify(to)}`
  return from > to ? `--${prefix}to: ${to} lies before --${prefix}from ${from}` : { from, to }
}

/** The station that `--station` names by code or name, or a line that names those there are. */
export function askedStation(asked: string, known: readonly Station[]): Station | string {
  const found = known.find(({ code, name }) => asked === code || asked === name)
  return found ?? `--station: no station ${asked}; there are ${known.map(({ code, name }) => `${name} (${code})`).join(', ') || 'none'}`
}
