'use client'

import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import type { ReactNode } from 'react'

interface SamePageLinkProps {
  href: string
  className: string
  /** Whether this is what is shown. */
  here?: boolean
  children: ReactNode
}

/** The same page with something of it changed: charts that stand there as tables stay so, and the place on the page too. */
export function SamePageLink({ href, className, here = false, children }: SamePageLinkProps) {
  const tables = useSearchParams().get('tables')
  const kept = tables === null ? href : `${href}${href.includes('?') ? '&' : '?'}tables=${encodeURIComponent(tables)}`
  return (
    <Link href={kept} scroll={false} prefetch={false} aria-current={here ? 'true' : undefined} className={className}>
      {children}
    </Link>
  )
}
