import { getTranslations } from 'next-intl/server'
import { errorRate } from '@/domain/campaigns/error-rate'
import { fen } from '@/domain/money'
import { Notice } from '@/ui/badge'
import { FigureCards } from '@/ui/figure-cards'
import { formatCount, formatShare, formatSignedYuan, formatYuan } from '@/ui/format'
import type { Campaign, CampaignProgress } from '../queries'
import type { CampaignYield } from '../results-queries'
import { shareText } from './campaign-table'

interface CampaignResultsProps {
  campaign: Campaign & CampaignProgress
  brought: CampaignYield
  /** Districts of the station nobody has inspected. */
  controls: number
}

const inPercent = (share: number): string => formatShare(String(Math.round(share * 1000) / 10))

/** What came of a campaign: how far it is, what it found, what it cost and brought; the error rate where it may be told. */
export async function CampaignResults({ campaign, brought, controls }: CampaignResultsProps) {
  const t = await getTranslations('campaigns.results')
  const inspected = campaign.findings + campaign.asRecorded
  const costFen = fen(campaign.visitCostFen * BigInt(brought.visits))
  const sample = campaign.kind === 'random_sample' ? errorRate(inspected, campaign.findings) : null
  const figures = [
    { name: 'visited', label: t('visited'), value: `${formatCount(campaign.done)} / ${formatCount(campaign.tasks)}`, note: t('visitedNote', { noAccess: campaign.noAccess }) },
    { name: 'findings', label: t('findings'), value: formatCount(campaign.findings), note: t('hitRate', { share: shareText(campaign.findings, inspected) }) },
    { name: 'cost', label: t('cost'), value: formatYuan(costFen), note: t('costNote', { visits: formatCount(brought.visits), yuan: formatYuan(campaign.visitCostFen) }) },
    { name: 'recovered', label: t('recovered'), value: formatSignedYuan(brought.recoveredFen), note: t('recoveredNote', { orders: brought.orders, pending: formatYuan(brought.pendingFen) }) },
    { name: 'net', label: t('net'), value: formatSignedYuan(fen(brought.recoveredFen - costFen)), note: t('netNote') },
  ]
  return (
    <div className="mb-4 grid gap-3">
      <FigureCards figures={figures} columns={5} />
      {campaign.kind === 'random_sample' ? (
        <Notice tone="accent">{sample ? t('errorRate', { rate: inPercent(sample.rate), low: inPercent(sample.low), high: inPercent(sample.high), inspected: sample.inspected }) : t('errorRateOpen')}</Notice>
      ) : (
        <p className="text-muted text-sm">{t('noErrorRate')}</p>
      )}
      <p className="text-muted text-sm">{t('controls', { count: controls })}</p>
    </div>
  )
}
