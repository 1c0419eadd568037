import 'server-only'
import { earlierAnswer, type Repeatable } from './transaction'
import type { Viewer } from './viewer'

/**
 * Runs a command, or gives a repeat of it the first answer. What a command reads before its transaction may by then stand
 * against doing it again (the account is on the new tariff, the order has moved on): a repeat that loses that race to its
 * twin is answered as the twin was, not refused.
 */
export async function answerOnce<Answer>(viewer: Viewer, request: Repeatable, command: () => Promise<Answer>): Promise<Answer> {
  const earlier = await earlierAnswer<Answer>(viewer, request)
  if (earlier) return earlier
  try {
    return await command()
  } catch (error) {
    const twin = await earlierAnswer<Answer>(viewer, request)
    if (twin) return twin
    throw error
  }
}
