import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { classNames } from '@/ui/class-names'
import { formatCount } from '@/ui/format'
import { queueHref, type QueueAddress } from '../queue-address'
import { QUEUE_VIEWS, type QueueView } from '../choices'

/** The queues with how many wait in each; further states are in a menu of the filters. */
export function QueueViews({ address, counts, cap }: { address: QueueAddress; counts: Record<QueueView, number>; cap: number }) {
  const t = useTranslations('orderDesk.views')
  const here = address.filter.state === undefined && !address.filter.mine ? address.filter.view : null
  return (
    <nav aria-label={t('label')} className="mb-3 flex gap-1 overflow-x-auto">
      {QUEUE_VIEWS.map((view) => (
        <Link
          key={view}
          href={queueHref(address, { filter: { ...address.filter, view, state: undefined, mine: false }, order: undefined })}
          aria-current={here === view ? 'page' : undefined}
          className={classNames('flex min-h-9 shrink-0 items-center gap-1.5 rounded-md px-3', here === view ? 'bg-accent-soft text-accent font-semibold' : 'hover:bg-raised')}
        >
          {t(view)}
          <span className={classNames('tabular text-sm', here !== view && 'text-muted', view === 'overdue' && counts[view] > 0 && 'text-bad font-semibold')}>{counts[view] > cap ? `${formatCount(cap)}+` : formatCount(counts[view])}</span>
        </Link>
      ))}
    </nav>
  )
}

