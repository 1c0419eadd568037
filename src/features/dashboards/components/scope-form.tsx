'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { useTransition, type ChangeEvent, type ReactNode } from 'react'

/**
 * A GET form that goes where it would at once when a list is changed; without script its button does. Choosing another
 * station drops the district.
 */
export function ScopeForm({ action, className, children }: { action: string; className: string; children: ReactNode }) {
  const router = useRouter()
  const tables = useSearchParams().get('tables')
  const [pending, start] = useTransition()
  function changed({ target, currentTarget }: ChangeEvent<HTMLFormElement>) {
    if (!(target instanceof HTMLSelectElement)) return
    const search = new URLSearchParams()
    for (const [name, value] of new FormData(currentTarget)) {
      if (typeof value === 'string' && value !== '' && !(name === 'district' && target.name === 'station')) search.set(name, value)
    }
    // Charts that stand there as tables stay so.
    if (tables !== null) search.set('tables', tables)
    start(() => router.push(`${action}?${search.toString()}`, { scroll: false }))
  }
  return (
    <form action={action} onChange={changed} aria-busy={pending} className={className}>
      {children}
    </form>
  )
}
