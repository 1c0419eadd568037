import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { Badge, type Tone } from '@/ui/badge'
import type { CampaignState } from '@/domain/campaigns/campaign'
import { formatCount, formatDate } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import type { Campaign, CampaignProgress } from '../queries'

const TONES: Record<CampaignState, Tone> = { planned: 'neutral', running: 'accent', finished: 'good', cancelled: 'warn' }

export async function CampaignState({ state }: { state: CampaignState }) {
  const t = await getTranslations('campaigns.states')
  return <Badge tone={TONES[state]}>{t(state)}</Badge>
}

/** Campaigns with how far they are and what they found. */
export async function CampaignTable({ rows }: { rows: readonly (Campaign & CampaignProgress)[] }) {
  const [t, locale] = await Promise.all([getTranslations('campaigns'), getLocale()])
  return (
    <Table caption={t('list')}>
      <thead>
        <tr>
          <Th>{t('number')}</Th>
          <Th>{t('name')}</Th>
          <Th>{t('kind')}</Th>
          <Th>{t('state')}</Th>
          <Th>{t('days')}</Th>
          <Th numeric>{t('visited')}</Th>
          <Th numeric>{t('found')}</Th>
          <Th numeric>{t('hitRate')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.number}>
            <Td className="whitespace-nowrap">
              <Link href={`/campaigns/${row.number}`} data-row-link className="text-accent tabular hover:underline">
                {row.number}
              </Link>
            </Td>
            <Td className="min-w-40">{row.name}</Td>
            <Td className="whitespace-nowrap">{t(`form.kinds.${row.kind}`)}</Td>
            <Td>
              <CampaignState state={row.state} />
            </Td>
            <Td className="whitespace-nowrap">{`${formatDate(row.startsOn, locale)} – ${formatDate(row.endsOn, locale)}`}</Td>
            <Td numeric>{`${formatCount(row.done)} / ${formatCount(row.tasks)}`}</Td>
            <Td numeric>{formatCount(row.findings)}</Td>
            <Td numeric>{shareText(row.findings, row.findings + row.asRecorded)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

/** `"12.5 %"`, or a dash with nothing to divide by. */
export const shareText = (part: number, whole: number): string => (whole === 0 ? '—' : `${Math.round((part * 1000) / whole) / 10} %`)
