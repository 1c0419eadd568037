'use client'

import { useEffect } from 'react'

/** Keys of every list: `/` to search, ↑ ↓ through the rows, Enter opens (it is a link), Esc leaves the box. */
export function ListKeys() {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : null
      const typing = target?.matches('input, textarea, select, [contenteditable]') ?? false
      const box = document.querySelector<HTMLInputElement>('[data-search-box]')
      if (event.key === 'Escape' && target === box) box?.blur()
      else if (event.key === '/' && !typing && box) {
        event.preventDefault()
        box.select()
      } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && (!typing || target === box)) {
        if (moveFocus(event.key === 'ArrowDown' ? 1 : -1)) event.preventDefault()
      }
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return null
}

function moveFocus(step: 1 | -1): boolean {
  const links = [...document.querySelectorAll<HTMLElement>('[data-row-link]')]
  const here = links.findIndex((link) => link === document.activeElement)
  const next = links[here === -1 ? (step === 1 ? 0 : links.length - 1) : here + step]
  next?.focus()
  return next !== undefined
}
