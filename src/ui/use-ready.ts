'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** Whether the page's script has taken over: until then a button without a form would swallow its click. */
export const useReady = (): boolean => useSyncExternalStore(never, () => true, () => false)
