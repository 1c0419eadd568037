'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { classNames } from '../class-names'

/** A place of the house, marked while one is in it. Its icon and its name are drawn on the server. */
export function NavLink({ href, children }: { href: string; children: ReactNode }) {
  const pathname = usePathname()
  const here = pathname === href || pathname.startsWith(`${href}/`)
  return (
    <Link href={href} aria-current={here ? 'page' : undefined} className={classNames('flex min-h-9 items-center gap-2.5 rounded-md px-2.5', here ? 'bg-accent-soft text-accent font-semibold' : 'hover:bg-raised')}>
      {children}
    </Link>
  )
}
