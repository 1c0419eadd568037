import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { fen } from '@/domain/money'
import { Notice } from '@/ui/badge'
import { Card } from '@/ui/card'
import { EmptyState } from '@/ui/empty-state'
import { formatCount, formatKwh, formatSignedYuan, formatYuan } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { Table, Td, Th } from '@/ui/table'
import type { BehindSums } from '@/features/bills/behind-queries'
import type { BehindPage } from '../behind-page-queries'
import { viewHref, type ViewParams } from '../view'

interface BehindProps {
  page: BehindPage
  params: ViewParams
  /** What else the address holds. */
  more: Readonly<Record<string, string | null>>
}

type Shown = Pick<BehindPage, 'base' | 'part' | 'counted'>

function SumCells({ sum, page: { base, part, counted } }: { sum: BehindSums; page: Shown }) {
  return (
    <>
      {counted && <Td numeric>{formatCount(sum.bills)}</Td>}
      <Td numeric>{formatKwh(sum.energyWh)}</Td>
      {base && <Td numeric>{formatYuan(sum.beforeFen)}</Td>}
      <Td numeric>{formatYuan(sum.amountFen)}</Td>
      {base && <Td numeric>{formatSignedYuan(fen(sum.amountFen - sum.beforeFen))}</Td>}
      {part && (
        <Td numeric className="font-semibold">
          {formatSignedYuan(sum.shareFen)}
        </Td>
      )}
    </>
  )
}

function SumHeads({ page: { base, part, counted } }: { page: Shown }) {
  const t = useTranslations('analysis.behind')
  return (
    <>
      {counted && <Th numeric>{t('billed')}</Th>}
      <Th numeric>{t('energy')}</Th>
      {base && <Th numeric>{t('before')}</Th>}
      <Th numeric>{t('amount')}</Th>
      {base && <Th numeric>{t('change')}</Th>}
      {part && <Th numeric>{t('part', { part: t(`parts.${part}`) })}</Th>}
    </>
  )
}

/** What each part of a mark was rounded by, at most: a fen for each category and step. */
const MOST_ROUNDED = 12n

/** The figure on the chart beside what the accounts add up to. */
export function MarkAndSum({ page }: Pick<BehindProps, 'page'>) {
  const t = useTranslations('analysis.behind')
  const { mark, accounts, part } = page
  if (!accounts) return <Notice tone="neutral">{t('choose')}</Notice>
  const difference = part ? fen(mark.shareFen - accounts.sum.shareFen) : fen(mark.amountFen - mark.beforeFen - (accounts.sum.amountFen - accounts.sum.beforeFen))
  const equal = difference === 0n && (part !== null || (mark.energyWh === accounts.sum.energyWh && (!page.counted || mark.bills === accounts.sum.bills)))
  const rounded = part !== null && difference <= MOST_ROUNDED && difference >= -MOST_ROUNDED
  const title = equal ? t('equal') : accounts.sum.accounts === 0 ? t('statement') : t(rounded ? 'rounded' : 'unequal', { difference: formatSignedYuan(difference) })
  return (
    <Card title={title} flush>
      <Table caption={t('mark')}>
        <thead>
          <tr>
            <Td />
            <SumHeads page={page} />
          </tr>
        </thead>
        <tbody>
          <tr data-behind="mark">
            <Td>{t('mark')}</Td>
            <SumCells sum={mark} page={page} />
          </tr>
          <tr data-behind="sum">
            <Td>{`${t('sum')} · ${t('all', { count: formatCount(accounts.sum.accounts) })}`}</Td>
            <SumCells sum={accounts.sum} page={page} />
          </tr>
        </tbody>
      </Table>
      {part && <p className="text-muted px-4 py-3 text-sm">{t('partNote', { part: t(`parts.${part}`) })}</p>}
    </Card>
  )
}

/** One step down, adding up to the mark. */
export function PlacesBehind({ page, params, more }: BehindProps) {
  const t = useTranslations('analysis')
  const { places, mark } = page
  const place = params.station === null ? 'station' : 'district'
  if (places.length === 0) return null
  const title = t('behind.places', { place: t(`place.${place}`) })
  return (
    <Card title={title} flush>
      <div className="max-h-[30rem] overflow-y-auto">
        <Table caption={title}>
          <thead>
            <tr>
              <Th>{t(`placeHead.${place}`)}</Th>
              <SumHeads page={page} />
            </tr>
          </thead>
          <tbody>
            {places.map(({ code, name, ...sum }) => (
              <tr key={code} data-place={code}>
                <Td>
                  <Link prefetch={false} className="text-accent underline underline-offset-2" href={viewHref('/dashboard/accounts', { ...params, [place]: code }, more)}>
                    {name}
                  </Link>
                </Td>
                <SumCells sum={sum} page={page} />
              </tr>
            ))}
            <tr className="bg-raised font-semibold" data-places-sum>
              <Td>{t('all')}</Td>
              <SumCells sum={mark} page={page} />
            </tr>
          </tbody>
        </Table>
      </div>
    </Card>
  )
}

/** Account by account, the largest first. */
export function AccountsBehind({ page: whole, params, more }: BehindProps) {
  const t = useTranslations('analysis.behind')
  const { accounts } = whole
  const page = { ...whole, counted: false }
  if (!accounts) return null
  const { rows, next, first } = accounts
  return (
    <Card title={t('accounts')} flush>
      {rows.length === 0 ? (
        <EmptyState title={t('none')} />
      ) : (
        <Table caption={t('accounts')}>
          <thead>
            <tr>
              <Th>{t('accountNo')}</Th>
              <Th>{t('name')}</Th>
              <SumHeads page={page} />
            </tr>
          </thead>
          <tbody>
            {rows.map(({ accountNo, name, ...sum }) => (
              <tr key={accountNo}>
                <Td className="whitespace-nowrap">
                  <Link prefetch={false} data-row-link className="text-accent underline underline-offset-2" href={`/accounts/${accountNo}?bill=${params.to}`}>
                    {accountNo}
                  </Link>
                </Td>
                <Td>{name}</Td>
                <SumCells sum={sum} page={page} />
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {(!first || next !== null) && (
        <div className="flex gap-2 p-3">
          {!first && <LinkButton href={viewHref('/dashboard/accounts', params, more)}>{t('first')}</LinkButton>}
          {next !== null && <LinkButton href={viewHref('/dashboard/accounts', params, { ...more, after: next })}>{t('next')}</LinkButton>}
        </div>
      )}
    </Card>
  )
}
