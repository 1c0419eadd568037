'use client'

import { useState } from 'react'
import { newRequestKey } from '@/ui/request-key'

/** One turn of a form, from opened to sent: its request key, by which a repeat is known. `next` opens it afresh. */
export function useTurn(): { turn: string; next: () => void } {
  const [turn, setTurn] = useState(newRequestKey)
  return { turn, next: () => setTurn(newRequestKey()) }
}
