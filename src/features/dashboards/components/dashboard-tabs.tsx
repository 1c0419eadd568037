import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { classNames } from '@/ui/class-names'
import { DASHBOARD_PAGES, viewHref, type DashboardPage, type ViewParams } from '../view'

const PAGES = Object.keys(DASHBOARD_PAGES) as DashboardPage[]

/** From one question to the next, with the scope kept. */
export function DashboardTabs({ here, params }: { here: DashboardPage; params: ViewParams }) {
  const t = useTranslations('analysis.tabs')
  return (
    <nav aria-label={t('label')} className="no-print border-line mb-4 flex flex-wrap gap-x-1 border-b">
      {PAGES.map((page) => (
        <Link
          key={page}
          href={page === 'reports' ? DASHBOARD_PAGES.reports : viewHref(DASHBOARD_PAGES[page], params)}
          prefetch={false}
          aria-current={page === here ? 'page' : undefined}
          className={classNames('-mb-px min-h-9 border-b-2 px-3 py-1.5', page === here ? 'border-accent text-accent font-semibold' : 'hover:border-line border-transparent')}
        >
          {t(page)}
        </Link>
      ))}
    </nav>
  )
}
