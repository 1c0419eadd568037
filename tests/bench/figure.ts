/** One measured figure. */
export interface Figure {
  figure: string
  /** What `ours` and `floor` count: seconds, or something a second. */
  unit: string
  ours: number
  floor: number
  /** How many times more ours takes than the floor. */
  ratio: number
  [detail: string]: string | number
}

const rounded = (value: number): number => Number(value.toPrecision(4))

/** Of times: ours ÷ floor. */
export const timeFigure = (figure: string, ours: number, floor: number, details: Readonly<Record<string, string | number>> = {}): Figure => ({
  figure, unit: 's', ours: rounded(ours), floor: rounded(floor), ratio: rounded(ours / floor), ...details,
})

/** Of speeds: floor ÷ ours, so that more is worse here too. */
export const speedFigure = (figure: string, unit: string, ours: number, floor: number, details: Readonly<Record<string, string | number>> = {}): Figure => ({
  figure, unit, ours: Math.round(ours), floor: Math.round(floor), ratio: rounded(floor / ours), ...details,
})

export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** Seconds that some work takes. */
export async function seconds(work: () => unknown): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

/** Both in turn, so that neither has the warmer machine; the median of each. */
export async function sideBySide(ours: () => unknown, floor: () => unknown, rounds: number): Promise<{ ours: number; floor: number }> {
  const times: { ours: number[]; floor: number[] } = { ours: [], floor: [] }
  for (let round = 0; round < rounds; round += 1) {
    times.floor.push(await seconds(floor))
    times.ours.push(await seconds(ours))
  }
  return { ours: median(times.ours), floor: median(times.floor) }
}
