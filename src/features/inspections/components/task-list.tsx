'use client'

import { useLocale, useTranslations } from 'next-intl'
import { categoryName } from '@/ui/category-name'
import { Badge } from '@/ui/badge'
import { EmptyState } from '@/ui/empty-state'
import type { PackTask, TaskPack } from '../task-pack'

interface TaskListProps {
  tasks: readonly PackTask[]
  categories: TaskPack['categories']
  /** Tasks whose visit is being filled in. */
  begun: readonly string[]
  visit: (task: PackTask) => void
}

/** The doors left, district by district in the order of walking. */
export function TaskList({ tasks, categories, begun, visit }: TaskListProps) {
  const t = useTranslations('inspections.door')
  const locale = useLocale()
  if (tasks.length === 0) return <EmptyState title={t('allDone')} />
  const districts = [...new Map(tasks.map(({ district }) => [district.code, district])).values()]
  return (
    <div className="grid gap-4">
      {districts.map(({ code, name }) => {
        const here = tasks.filter(({ district }) => district.code === code)
        return (
          <section key={code}>
            <h2 className="mb-1 font-semibold">
              {name} <span className="text-muted text-sm font-normal">{t('doors', { code, count: here.length })}</span>
            </h2>
            <ul className="border-line bg-surface divide-line divide-y rounded-lg border">
              {here.map((task) => (
                <li key={task.task}>
                  <button type="button" onClick={() => visit(task)} data-task={task.accountNo} className="hover:bg-raised grid min-h-14 w-full gap-0.5 px-3 py-2 text-left">
                    <span className="font-medium">
                      {task.name} <span className="text-muted tabular text-sm font-normal">{task.accountNo}</span> {begun.includes(task.task) && <Badge tone="warn">{t('begun')}</Badge>}
                    </span>
                    <span className="text-sm">{task.address}</span>
                    <span className="text-muted text-sm">
                      {categoryName(categories.find((category) => category.code === task.category), locale)}
                      {task.reasons[0] !== undefined && ` · ${task.reasons[0]}`}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}
