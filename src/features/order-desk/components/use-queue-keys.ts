'use client'

import { useEffect, useRef } from 'react'

export interface QueueKeyActions {
  /** The row on which the focus is, or the one shown beside the list. */
  current: () => string | null
  show: (number: string) => void
  toggle: (number: string) => void
  approve: () => void
  giveBack: () => void
  escape: () => void
}

const SHOW_AFTER_MS = 140

/**
 * The keys of the queue: ↑ ↓ (or j k) through the rows, Enter opens (it is a link), x selects, a approves, r returns, `/`
 * to the search box, Esc back out. Not while something is being typed or a dialog stands open.
 */
export function useQueueKeys(actions: QueueKeyActions): void {
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const move = (step: 1 | -1): boolean => {
      const number = moveFocus(step, latest.current.current())
      if (number === null) return false
      clearTimeout(timer)
      timer = setTimeout(() => latest.current.show(number), SHOW_AFTER_MS)
      return true
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return
      const target = event.target instanceof HTMLElement ? event.target : null
      const box = document.querySelector<HTMLInputElement>('[data-search-box]')
      const typing = target?.matches('input:not([type=checkbox]), textarea, select, [contenteditable]') ?? false
      if (event.key === 'Escape' && typing) target?.blur()
      else if (typing && !(target === box && event.key === 'ArrowDown')) return
      else if (handle(event.key, { ...latest.current, box, move })) event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('keydown', onKey)
    }
  }, [])
}

function handle(key: string, { box, move, current, toggle, approve, giveBack, escape }: QueueKeyActions & { box: HTMLInputElement | null; move: (step: 1 | -1) => boolean }): boolean {
  const here = current()
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return move(1)
    case 'ArrowUp':
    case 'k':
      return move(-1)
    case '/':
      box?.select()
      return box !== null
    case 'x':
      if (here !== null) toggle(here)
      return here !== null
    case 'a':
      approve()
      return true
    case 'r':
      giveBack()
      return true
    case 'Escape':
      escape()
      return true
    default:
      return false
  }
}

/** Moves the focus a row on and says which it is now on; null at the end. */
function moveFocus(step: 1 | -1, current: string | null): string | null {
  const links = [...document.querySelectorAll<HTMLElement>('[data-row-link]')]
  const here = links.findIndex((link) => link.dataset['rowLink'] === current)
  const next = links[here === -1 ? (step === 1 ? 0 : links.length - 1) : here + step]
  next?.focus()
  return next?.dataset['rowLink'] ?? null
}
