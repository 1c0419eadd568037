import { formatScaled, parseDecimal } from '@/domain/decimal'

/** Hours of training together, decimal text. */
export const hoursOf = (sessions: readonly { kind: string; hours: string }[]): string =>
  formatScaled(sessions.filter(({ kind }) => kind === 'training').reduce((sum, { hours }) => sum + parseDecimal(hours).toScaledExact(1), 0n), 1)
