/**
 * What an account's name says: how much more often names that end alike (…超市, …饭店) are recorded as the target. Learned from
 * the records, each account's own left out.
 */
const ENDING = 2
const SMOOTHING = 2
const BOUND = 4

const endingOf = (name: string): string => name.trim().slice(-ENDING)

export class NameOdds {
  private readonly counts = new Map<string, [number, number]>()
  private readonly totals: [number, number] = [0, 0]

  add(name: string, label: 0 | 1): void {
    const count = this.counts.get(endingOf(name)) ?? [0, 0]
    count[label] += 1
    this.totals[label] += 1
    this.counts.set(endingOf(name), count)
  }

  /** Log odds of the ending, 0 for one that was never seen. @param own the label it was added with, if it was */
  of(name: string, own: 0 | 1 | null): number {
    const [others, targets] = this.counts.get(endingOf(name)) ?? [0, 0]
    const shares = [others - (own === 0 ? 1 : 0), targets - (own === 1 ? 1 : 0)].map((count, label) => {
      const total = Math.max(1, this.totals[label as 0 | 1])
      return (count + SMOOTHING / 2) / (total + SMOOTHING)
    })
    // Smoothed by the smaller class's size: what was seen twice says nothing yet.
    const seen = others + targets
    const odds = Math.log((shares[1] ?? 1) / (shares[0] ?? 1))
    return Math.max(-BOUND, Math.min(BOUND, odds)) * (seen / (seen + 5 * SMOOTHING))
  }
}
