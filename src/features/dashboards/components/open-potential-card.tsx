import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { sumFen } from '@/domain/money'
import { Card } from '@/ui/card'
import { formatMonth, formatSignedYuan } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { withParams } from '@/ui/url'
import type { RecoveredPage } from '../recovered-page-queries'

interface OpenPotentialProps {
  page: Pick<RecoveredPage, 'open' | 'waiting'>
  station: string | null
  district: string | null
  /** Which lists the viewer may open. */
  may: { campaigns: boolean; orders: boolean }
}

/** What is known and not in the books yet: bills the last check found different, findings at the door, orders on their way. */
export function OpenPotentialCard({ page: { open, waiting }, station, district, may }: OpenPotentialProps) {
  const t = useTranslations('analysis.brought.open')
  return (
    <Card title={t('title')} actions={<LinkButton variant="ghost" href={withParams('/bill-checks', { month: open?.month, station, district, outcome: open && 'differs' })}>{t('see')}</LinkButton>}>
      <Bills open={open} />
      <h3 className="mt-4 font-medium">{t('onTheWay')}</h3>
      <p className="text-muted mb-2 text-sm">{t('onTheWayNote')}</p>
      <dl className="grid gap-3 sm:grid-cols-2">
        <Line name="doors" label={t('doors')} value={t('doorCount', { count: waiting.doors })}>
          {may.campaigns && waiting.doors > 0 && <To href="/campaigns">{t('seeCampaigns')}</To>}
        </Line>
        <PendingLine waiting={waiting} station={station} mayOpen={may.orders} />
      </dl>
    </Card>
  )
}

function Bills({ open }: Pick<RecoveredPage, 'open'>) {
  const t = useTranslations('analysis.brought.open')
  const locale = useLocale()
  if (open === null) return <p className="text-muted">{t('none')}</p>
  const [first, last] = [formatMonth(open.firstMonth, locale), formatMonth(open.month, locale)]
  return (
    <>
      <p className="text-muted mb-2 text-sm">{first === last ? t('note', { month: last }) : t('noteMonths', { first, last })}</p>
      <dl className="grid gap-3 sm:grid-cols-2">
        {(['under', 'over'] as const).map((side) => (
          <Line key={side} name={side} label={t(side)} value={formatSignedYuan(open[side].amountFen)} note={t('bills', { count: open[side].bills })} />
        ))}
      </dl>
    </>
  )
}

/** Orders that have posted nothing yet, with the list of each state. */
function PendingLine({ waiting: { orders }, station, mayOpen }: Pick<RecoveredPage, 'waiting'> & { station: string | null; mayOpen: boolean }) {
  const [t, states] = [useTranslations('analysis.brought.open'), useTranslations('workOrders.states')]
  const count = orders.reduce((sum, one) => sum + one.orders, 0)
  const unpriced = orders.reduce((sum, one) => sum + one.unpriced, 0)
  const links = orders.map(({ state, orders: of }) => ({ href: withParams('/work-orders', { state, station }), label: `${states(state)} ${of}` }))
  return (
    <Line name="pending" label={t('pending')} value={formatSignedYuan(sumFen(orders.map(({ differenceFen }) => differenceFen)))} note={[t('orderCount', { count }), unpriced > 0 && t('unpriced', { count: unpriced })].filter(Boolean).join(' · ')}>
      {mayOpen && links.map(({ href, label }) => <To key={href} href={href}>{label}</To>)}
    </Line>
  )
}

interface LineProps {
  name: string
  label: string
  value: string
  note?: string
  /** The ways to its lists. */
  children?: ReactNode
}

const Line = ({ name, label, value, note, children }: LineProps) => (
  <div data-open={name}>
    <dt className="text-muted text-sm">{label}</dt>
    <dd>
      <span className="tabular text-xl font-semibold">{value}</span> {note !== undefined && <span className="text-muted text-sm">{note}</span>}
      {children && <span className="no-print flex flex-wrap gap-x-3 text-sm">{children}</span>}
    </dd>
  </div>
)

const To = ({ href, children }: { href: string; children: string }) => (
  <Link href={href} prefetch={false} className="text-accent inline-flex min-h-6 items-center underline underline-offset-2">
    {children}
  </Link>
)
