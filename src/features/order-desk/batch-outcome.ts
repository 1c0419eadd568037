import type { BatchItem } from './batch-queries'

/** How an item stands: carried out, refused, wrong in the file, standing against it now, or ready. */
export function outcomeOf({ outcome, findings, refusal }: Pick<BatchItem, 'outcome' | 'findings' | 'refusal'>): 'done' | 'refused' | 'faulty' | 'blocked' | 'ready' {
  if (outcome !== null) return outcome
  if (findings.length > 0) return 'faulty'
  return refusal === null ? 'ready' : 'blocked'
}
