import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'

export interface Crumb {
  label: string
  href: string
}

interface PageHeaderProps {
  title: ReactNode
  description?: ReactNode
  crumbs?: readonly Crumb[]
  /** Names the breadcrumbs for screen readers. */
  crumbsLabel?: string
  actions?: ReactNode
}

export function PageHeader({ title, description, crumbs = [], crumbsLabel, actions }: PageHeaderProps) {
  return (
    <header className="mb-4 grid gap-1">
      {crumbs.length > 0 && (
        <nav aria-label={crumbsLabel} className="text-muted no-print flex items-center gap-1 text-sm">
          {crumbs.map(({ label, href }) => (
            <span key={href} className="flex items-center gap-1">
              <Link href={href} className="hover:text-accent py-0.5 hover:underline">
                {label}
              </Link>
              <ChevronRight aria-hidden className="size-3.5" />
            </span>
          ))}
        </nav>
      )}
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h1 className="text-xl font-semibold">{title}</h1>
          {description !== undefined && <div className="text-muted">{description}</div>}
        </div>
        {actions !== undefined && <div className="no-print flex flex-wrap gap-2">{actions}</div>}
      </div>
    </header>
  )
}
