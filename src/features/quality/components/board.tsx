import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { daysBetween, type PlainDate } from '@/domain/plain-date'
import { stepOf } from '@/domain/quality/project-type'
import { CLOSED } from '@/domain/quality/vocabulary'
import { dayInChina } from '@/server/clock'
import { Badge } from '@/ui/badge'
import { targetUnit, withUnit } from './metric-text'
import type { ProjectHead } from '../queries'
import type { Standing } from '../standing-queries'

export interface BoardItem {
  project: ProjectHead
  standing: Standing | null
}

/** All projects by the step they are at; steps of any type that hold one, in the order of the cycle. */
export function Board({ items, today }: { items: readonly BoardItem[]; today: PlainDate }) {
  const t = useTranslations('quality')
  const locale = useLocale()
  const columns = new Map<string, { name: string; items: BoardItem[] }>()
  for (const step of [...new Map(items.flatMap(({ project }) => project.type.steps).map((one) => [one.code, one])).values()]) columns.set(step.code, { name: step.name[locale], items: [] })
  columns.set(CLOSED, { name: t('board.closed'), items: [] })
  for (const item of items) columns.get(item.project.step)?.items.push(item)
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={t('board.title')}>
      <ol className="flex gap-2 pb-2">
        {[...columns].map(([code, column]) => (
          <li key={code} className="border-line bg-raised w-52 shrink-0 rounded-lg border p-2">
            <h2 className="mb-2 flex items-center justify-between text-sm font-semibold">
              {column.name} <span className="text-muted font-normal">{t('board.count', { count: column.items.length })}</span>
            </h2>
            <ul className="grid gap-2">
              {column.items.map((item) => (
                <li key={item.project.number}>
                  <BoardCard {...item} today={today} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </div>
  )
}

function BoardCard({ project, standing, today }: BoardItem & { today: PlainDate }) {
  const t = useTranslations('quality')
  const locale = useLocale()
  const last = project.closedAt ? dayInChina(project.closedAt) : today
  const unit = standing ? targetUnit(standing.bound.target, t) : ''
  return (
    <Link href={`/quality/projects/${project.number}`} data-row-link className="border-line bg-surface hover:border-accent grid gap-1 rounded-md border p-2">
      <span className="text-muted tabular text-sm">{project.number}</span>
      <span className="font-medium">{project.title}</span>
      <span className="text-muted text-sm">{project.circle.name} · {t('board.age', { days: daysBetween(project.startedOn, last) })}</span>
      {standing ? (
        <span className="tabular text-sm">
          {t('board.target', { value: withUnit(standing.bound.target.value, unit) })}
          <br />
          {t('board.result', { value: withUnit(standing.result, unit) })} {standing.reached !== null && <Badge tone={standing.reached ? 'good' : 'warn'}>{t(standing.reached ? 'board.reached' : 'board.notReached')}</Badge>}
        </span>
      ) : (
        <span className="text-muted text-sm">{t('board.noTarget')}</span>
      )}
      <span className="text-muted text-sm">{project.type.name[locale]}{stepOf(project.type, project.step) ? ` · ${stepOf(project.type, project.step)?.phase ?? ''}` : ''}</span>
    </Link>
  )
}
