import { ChartCard } from '@/ui/charts/chart-card'
import type { ChartSpec } from '@/ui/charts/chart-spec'
import { viewHref, type DashboardPage, type ViewParams } from '../view'

interface ChartGridProps {
  specs: readonly ChartSpec[]
  page: DashboardPage
  params: ViewParams
  /** What else the page's address holds. */
  more?: Readonly<Record<string, string | number | null | undefined>>
  /** One below the other. */
  single?: boolean
}

/** The charts of a page, two beside each other where there is room, each with its files. */
export const ChartGrid = ({ specs, page, params, more = {}, single = false }: ChartGridProps) => (
  <div className={`mb-4 grid items-start gap-4 ${single ? '' : 'xl:grid-cols-2'}`}>
    {specs.map((spec) => (
      <ChartCard key={spec.id} spec={spec} fileHref={(format) => viewHref(`/dashboard/charts/${spec.id}`, params, { ...more, page, format })} />
    ))}
  </div>
)
