import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { fen } from '@/domain/money'
import { Notice } from '@/ui/badge'
import { Card } from '@/ui/card'
import { EmptyState } from '@/ui/empty-state'
import { formatCount, formatKwh, formatSignedYuan, formatYuan } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { Table, Td, Th } from '@/ui/table'
import type { BehindPage, BehindSum } from '../behind-page-queries'
import { viewHref, type ViewParams } from '../view'

interface BehindProps {
  page: BehindPage
  params: ViewParams
  /** What else the address holds. */
  more: Readonly<Record<string, string | null>>
}

function SumCells({ sum, changed }: { sum: BehindSum; changed: boolean }) {
  return (
    <>
      <Td numeric>{formatKwh(sum.energyWh)}</Td>
      {changed && <Td numeric>{formatYuan(sum.beforeFen)}</Td>}
      <Td numeric>{formatYuan(sum.amountFen)}</Td>
      {changed && <Td numeric>{formatSignedYuan(fen(sum.amountFen - sum.beforeFen))}</Td>}
    </>
  )
}

function SumHeads({ changed }: { changed: boolean }) {
  const t = useTranslations('analysis.behind')
  return (
    <>
      <Th numeric>{t('energy')}</Th>
      {changed && <Th numeric>{t('before')}</Th>}
      <Th numeric>{t('amount')}</Th>
      {changed && <Th numeric>{t('change')}</Th>}
    </>
  )
}

/** The figure on the chart beside what the accounts add up to. */
export function MarkAndSum({ page: { mark, accounts, base } }: Pick<BehindProps, 'page'>) {
  const t = useTranslations('analysis.behind')
  const changed = base !== null
  if (!accounts) return <Notice tone="neutral">{t('choose')}</Notice>
  const difference = fen(mark.amountFen - mark.beforeFen - (accounts.sum.amountFen - accounts.sum.beforeFen))
  const equal = difference === 0n && mark.energyWh === accounts.sum.energyWh
  return (
    <Card title={equal ? t('equal') : accounts.sum.accounts === 0 ? t('statement') : t('unequal', { difference: formatSignedYuan(difference) })} flush>
      <Table caption={t('mark')}>
        <thead>
          <tr>
            <Td />
            <SumHeads changed={changed} />
          </tr>
        </thead>
        <tbody>
          <tr data-behind="mark">
            <Td>{t('mark')}</Td>
            <SumCells sum={mark} changed={changed} />
          </tr>
          <tr data-behind="sum">
            <Td>{`${t('sum')} · ${t('all', { count: formatCount(accounts.sum.accounts) })}`}</Td>
            <SumCells sum={accounts.sum} changed={changed} />
          </tr>
        </tbody>
      </Table>
    </Card>
  )
}

/** One step down, adding up to the mark. */
export function PlacesBehind({ page: { places, mark, base }, params, more }: BehindProps) {
  const t = useTranslations('analysis')
  const place = params.station === null ? 'station' : 'district'
  if (places.length === 0) return null
  const title = t('behind.places', { place: t(`place.${place}`) })
  return (
    <Card title={title} flush>
      <div className="max-h-[30rem] overflow-y-auto">
        <Table caption={title}>
          <thead>
            <tr>
              <Th>{t(`place.${place}`)}</Th>
              <SumHeads changed={base !== null} />
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
                <SumCells sum={sum} changed={base !== null} />
              </tr>
            ))}
            <tr className="bg-raised font-semibold" data-places-sum>
              <Td>{t('all')}</Td>
              <SumCells sum={mark} changed={base !== null} />
            </tr>
          </tbody>
        </Table>
      </div>
    </Card>
  )
}

/** Account by account, the largest first. */
export function AccountsBehind({ page: { accounts, base }, params, more }: BehindProps) {
  const t = useTranslations('analysis.behind')
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
              <SumHeads changed={base !== null} />
            </tr>
          </thead>
          <tbody>
            {rows.map(({ accountNo, name, energyWh, amountFen, beforeFen }) => (
              <tr key={accountNo}>
                <Td className="whitespace-nowrap">
                  <Link prefetch={false} data-row-link className="text-accent underline underline-offset-2" href={`/accounts/${accountNo}?bill=${params.to}`}>
                    {accountNo}
                  </Link>
                </Td>
                <Td>{name}</Td>
                <SumCells sum={{ energyWh, amountFen, beforeFen }} changed={base !== null} />
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
