import { useTranslations } from 'next-intl'
import { Notice } from '@/ui/badge'
import type { DashboardView } from '../view-queries'

/** What of the address was not understood. */
export function ViewProblems({ problems }: Pick<DashboardView, 'problems'>) {
  const t = useTranslations('dashboard')
  if (problems.length === 0) return null
  return (
    <div className="mb-3 grid gap-3">
      {problems.map((problem) => (
        <Notice key={problem} tone="warn">
          {t(problem)}
        </Notice>
      ))}
    </div>
  )
}
