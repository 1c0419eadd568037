'use client'

import { useEffect, useState } from 'react'

export interface Late<Loaded> {
  /** Null until it is there. */
  late: Loaded | null
  /** For whoever cannot go on without it. Null where it could not be fetched. */
  fetch: () => Promise<Loaded | null>
  /** Whether it could not be: said in words by the form that waits for it. */
  lost: { code: string; params: Readonly<Record<string, string>> } | undefined
}

/**
 * What a page needs when someone begins to work on it, and not to be there: the library that checks forms, as a rule.
 * Fetched once the page is awake.
 */
export function useLate<Loaded extends object>(load: () => Promise<Loaded>): Late<Loaded> {
  const [late, setLate] = useState<Loaded | null>(null)
  const [lost, setLost] = useState(false)
  const [first] = useState(() => load)
  const fetch = async () => {
    if (late !== null) return late
    try {
      const loaded = await load()
      setLate(loaded)
      setLost(false)
      return loaded
    } catch {
      setLost(true)
      return null
    }
  }
  useEffect(() => {
    // What fails here is asked for again, and said, when it is waited for.
    first().then(setLate, () => undefined)
  }, [first])
  return { late, fetch, lost: lost ? { code: 'connection-lost', params: {} } : undefined }
}
