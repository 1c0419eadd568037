/** A job's progress as it travels to the browser. */
export interface JobProgress {
  id: string
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
  /** Rows done and to do, as decimal text. */
  done: string
  total: string | null
  /** How long it has run, by the server's clock; null before it began. */
  elapsedMs: number | null
  failure: string | null
}

export interface Pace {
  /** 0 to 100. */
  percent: number
  rowsPerSecond: number
  /** Null while it cannot be told. */
  secondsLeft: number | null
}

/** How fast it goes and how long it will take at that. */
export function paceOf({ done, total, elapsedMs }: JobProgress): Pace {
  const [rows, all] = [Number(done), Number(total ?? '0')]
  const seconds = elapsedMs === null ? 0 : Math.max(0.1, elapsedMs / 1000)
  const rowsPerSecond = seconds === 0 ? 0 : Math.round(rows / seconds)
  const secondsLeft = rowsPerSecond === 0 || all === 0 ? null : Math.ceil((all - rows) / rowsPerSecond)
  return { percent: all === 0 ? 0 : Math.min(100, Math.floor((rows * 100) / all)), rowsPerSecond, secondsLeft }
}
