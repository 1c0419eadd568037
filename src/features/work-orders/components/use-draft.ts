'use client'

import { useState, useSyncExternalStore } from 'react'

const nothing = () => () => undefined

/**
 * A form's contents that survive a reload: kept in the browser's session until cleared. `restored` says that something
 * was brought back; `ready` is false until the browser's memory can be read.
 */
export function useDraft<Values extends object>(key: string, initial: Values) {
  const [changes, setChanges] = useState<Partial<Values> | null>(null)
  const kept = useSyncExternalStore(nothing, () => window.sessionStorage.getItem(key), () => null)
  const ready = useSyncExternalStore(nothing, () => true, () => false)
  const stored = kept === null ? {} : (JSON.parse(kept) as Partial<Values>)
  const values: Values = { ...initial, ...(changes ?? stored) }
  const change = (more: Partial<Values>) => {
    const next = { ...(changes ?? stored), ...more }
    setChanges(next)
    window.sessionStorage.setItem(key, JSON.stringify(next))
  }
  const clear = () => window.sessionStorage.removeItem(key)
  return { values, change, clear, restored: changes === null && kept !== null, ready }
}
