import { maskAddress, maskContact, maskName } from './masking'

/** Subjects whose `name` is a customer's, not an employee's, a place's or a thing's. */
const CUSTOMERS: readonly string[] = ['account', 'accounts', 'register-change', 'import']

const MASKS: Readonly<Record<string, (text: string) => string>> = { address: maskAddress, complainant: maskName, contact: maskContact, customer: maskName, accountName: maskName }

/** One side of an entry of the audit log, customers' personal data in it masked: the log's reader checks who did what, not who lives where. */
export function maskSide(subject: string, side: unknown): unknown {
  if (Array.isArray(side)) return side.map((one) => maskSide(subject, one))
  if (typeof side !== 'object' || side === null) return side
  return Object.fromEntries(
    Object.entries(side).map(([key, value]: [string, unknown]) => {
      const mask = key === 'name' && CUSTOMERS.includes(subject) ? maskName : MASKS[key]
      return [key, mask && typeof value === 'string' ? mask(value) : maskSide(subject, value)]
    }),
  )
}
