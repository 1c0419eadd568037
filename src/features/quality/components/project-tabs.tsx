'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { classNames } from '@/ui/class-names'

const TABS = ['overview', 'plan', 'effect', 'evidence', 'review', 'report'] as const

export function ProjectTabs({ number }: { number: string }) {
  const t = useTranslations('quality.project')
  const pathname = usePathname()
  const base = `/quality/projects/${number}`
  return (
    <nav aria-label={t('pages')} className="border-line no-print mb-4 overflow-x-auto border-b">
      <ul className="flex gap-1">
        {TABS.map((tab) => {
          const href = tab === 'overview' ? base : `${base}/${tab}`
          const here = tab === 'overview' ? pathname === base || pathname.startsWith(`${base}/steps`) : pathname === href
          return (
            <li key={tab}>
              <Link href={href} aria-current={pathname === href ? 'page' : undefined} className={classNames('flex min-h-9 items-center border-b-2 px-3 whitespace-nowrap', here ? 'border-accent text-accent font-semibold' : 'hover:text-accent border-transparent')}>
                {t(tab)}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
