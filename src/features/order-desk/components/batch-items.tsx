'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge, type Tone } from '@/ui/badge'
import { formatKwh, formatSignedYuan } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import { useErrorMessage } from '@/ui/action-notice'
import { outcomeOf } from '../batch-outcome'
import type { BatchItem } from '../batch-queries'

/** What becomes, or became, of each: done, or refused and why; of a file's row also what is wrong in which column. */
export function BatchItems({ items, drafts }: { items: readonly BatchItem[]; drafts: boolean }) {
  const t = useTranslations('orderDesk.batches')
  const orders = useTranslations('workOrders')
  const penalty = items.some(({ penaltyFen }) => penaltyFen !== null)
  return (
    <Table caption={t('items')}>
      <thead>
        <tr>
          <Th numeric>{t('place')}</Th>
          <Th>{t('outcome')}</Th>
          <Th>{orders('number')}</Th>
          <Th>{orders('account')}</Th>
          {!drafts && <Th>{t('decision')}</Th>}
          {!drafts && <Th numeric>{orders('preview.energy')}</Th>}
          {!drafts && <Th numeric>{orders('difference')}</Th>}
          {penalty && <Th numeric>{t('sums.penalty')}</Th>}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.place} data-outcome={outcomeOf(item)}>
            <Td numeric>{item.place}</Td>
            <Td className="min-w-64">
              <Outcome item={item} />
            </Td>
            <Td className="tabular whitespace-nowrap">
              {item.number === null ? '—' : item.state === null ? item.number : <Link className="text-accent hover:underline" href={`/work-orders/${item.number}`}>{item.number}</Link>}
            </Td>
            <Td className="whitespace-nowrap">
              {item.accountName} <span className="text-muted tabular text-sm">{item.accountNo}</span>
            </Td>
            {!drafts && <Td className="whitespace-nowrap">{item.decision === null ? '—' : t(`decisions.${item.decision}`)}</Td>}
            {!drafts && <Td numeric>{item.energyWh === null ? '—' : formatKwh(item.energyWh)}</Td>}
            {!drafts && <Td numeric>{item.differenceFen === null ? '—' : formatSignedYuan(item.differenceFen)}</Td>}
            {penalty && <Td numeric>{item.penaltyFen === null ? '—' : formatSignedYuan(item.penaltyFen)}</Td>}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

const TONES: Record<ReturnType<typeof outcomeOf>, Tone> = { done: 'good', refused: 'bad', faulty: 'bad', blocked: 'warn', ready: 'neutral' }

function Outcome({ item }: { item: BatchItem }) {
  const t = useTranslations('orderDesk.batches')
  const message = useErrorMessage()
  const outcome = outcomeOf(item)
  return (
    <>
      <Badge tone={TONES[outcome]}>{t(`outcomes.${outcome}`)}</Badge>
      {item.refusal && <span className="block text-sm">{message(item.refusal)}</span>}
      {item.findings.map(({ column, found, code, params }) => (
        <span key={`${column} ${code}`} className="block text-sm">
          {t('finding', { column, found: found === '' ? '—' : found })} {message({ code, params })}
        </span>
      ))}
    </>
  )
}
