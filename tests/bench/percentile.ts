import { seconds } from './figure'

/** Runs each case of both, in turn, so that neither has the warmer machine; returns the times of each in seconds, sorted. */
export async function timesOf<Case>(cases: readonly Case[], ours: (one: Case) => Promise<unknown>, floor: (one: Case) => Promise<unknown>, warmUp = 20): Promise<{ ours: number[]; floor: number[] }> {
  for (const one of cases.slice(0, warmUp)) {
    await ours(one)
    await floor(one)
  }
  const times: { ours: number[]; floor: number[] } = { ours: [], floor: [] }
  for (const one of cases) {
    times.floor.push(await seconds(() => floor(one)))
    times.ours.push(await seconds(() => ours(one)))
  }
  return { ours: times.ours.sort((a, b) => a - b), floor: times.floor.sort((a, b) => a - b) }
}

/** The value that so many hundredths of sorted ones do not exceed. */
export const percentile = (sorted: readonly number[], hundredths: number): number => sorted[Math.min(sorted.length - 1, Math.ceil((sorted.length * hundredths) / 100) - 1)] ?? Number.NaN
