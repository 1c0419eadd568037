import { getLocale, getTranslations } from 'next-intl/server'
import { Badge, type Tone } from '@/ui/badge'
import type { CampaignState } from '@/domain/campaigns/campaign'
import { ColumnTable, RowLink, type Column } from '@/ui/column-table'
import { formatCount, formatDate } from '@/ui/format'
import type { Campaign, CampaignProgress } from '../queries'

const TONES: Record<CampaignState, Tone> = { planned: 'neutral', running: 'accent', finished: 'good', cancelled: 'warn' }

export async function CampaignState({ state }: { state: CampaignState }) {
  const t = await getTranslations('campaigns.states')
  return <Badge tone={TONES[state]}>{t(state)}</Badge>
}

/** Campaigns with how far they are and what they found. */
export async function CampaignTable({ rows }: { rows: readonly (Campaign & CampaignProgress)[] }) {
  const [t, locale] = await Promise.all([getTranslations('campaigns'), getLocale()])
  const columns: Column<Campaign & CampaignProgress>[] = [
    { head: t('number'), cell: ({ number }) => <RowLink href={`/campaigns/${number}`}>{number}</RowLink> },
    { head: t('name'), cell: ({ name }) => <span className="block min-w-40 whitespace-normal">{name}</span> },
    { head: t('kind'), cell: ({ kind }) => t(`form.kinds.${kind}`) },
    { head: t('state'), cell: ({ state }) => <CampaignState state={state} /> },
    { head: t('days'), cell: ({ startsOn, endsOn }) => `${formatDate(startsOn, locale)} – ${formatDate(endsOn, locale)}` },
    { head: t('visited'), numeric: true, cell: ({ done, tasks }) => `${formatCount(done)} / ${formatCount(tasks)}` },
    { head: t('found'), numeric: true, cell: ({ findings }) => formatCount(findings) },
    { head: t('hitRate'), numeric: true, cell: ({ findings, asRecorded }) => shareText(findings, findings + asRecorded) },
  ]
  return <ColumnTable stacks caption={t('list')} columns={columns} rows={rows} keyOf={({ number }) => number} />
}

/** `"12.5 %"`, or a dash with nothing to divide by. */
export const shareText = (part: number, whole: number): string => (whole === 0 ? '—' : `${Math.round((part * 1000) / whole) / 10} %`)
