import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { percentOf } from '@/domain/change/change'
import { Card } from '@/ui/card'
import { formatCount, formatPrice, formatShare, formatSignedYuan, formatYuan } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import { viewHref, type ViewParams } from '../view'
import type { WherePage } from '../where-page-queries'

/** Every place with what it is worth against its peers; its name leads one step down, its revenue to the accounts. */
export function RankedTable({ page: { ranked, place, month, before }, params }: { page: WherePage; params: ViewParams }) {
  const t = useTranslations('analysis')
  const title = t('where.table', { place: t(`place.${place}`) })
  const of = (code: string): ViewParams => ({ ...params, [place]: code })
  const behind = (code: string, more = {}) => viewHref('/dashboard/accounts', { ...of(code), from: month, to: month }, more)
  return (
    <Card title={title} flush className="mb-4">
      <div className="max-h-[36rem] overflow-y-auto">
        <Table caption={title}>
          <thead>
            <tr>
              <Th>{t(`place.${place}`)}</Th>
              <Th numeric>{t('where.accounts')}</Th>
              <Th numeric>{t('where.amount')}</Th>
              <Th numeric>{t('where.change')}</Th>
              <Th numeric>{t('where.averagePrice')}</Th>
              <Th numeric>{t('where.priceWorth')}</Th>
              <Th numeric>{t('where.mixWorth')}</Th>
              <Th numeric>{t('where.ownWorth')}</Th>
              <Th numeric>{t('where.errors')}</Th>
            </tr>
          </thead>
          <tbody>
            {ranked.map(({ code, name, accounts, amountFen, changeFen, averagePrice, worthFen, mixFen, priceFen, errors }) => (
              <tr key={code} data-place={code}>
                <Td className="tabular whitespace-nowrap">
                  <Link prefetch={false} className="text-accent underline underline-offset-2" href={place === 'station' ? viewHref('/dashboard/where', of(code)) : behind(code)}>
                    {name}
                  </Link>
                </Td>
                <Td numeric>{formatCount(accounts)}</Td>
                <Td numeric>
                  <Link prefetch={false} className="text-accent underline underline-offset-2" href={behind(code)}>
                    {formatYuan(amountFen)}
                  </Link>
                </Td>
                <Td numeric>
                  {changeFen === null ? (
                    '—'
                  ) : (
                    <Link prefetch={false} className="text-accent underline underline-offset-2" href={behind(code, { baseFrom: before, baseTo: before })}>
                      {formatSignedYuan(changeFen)}
                    </Link>
                  )}
                </Td>
                <Td numeric>{formatPrice(averagePrice)}</Td>
                {([['worth', worthFen], ['mixWorth', mixFen], ['ownWorth', priceFen]] as const).map(([step, amount]) => (
                  <Td key={step} numeric>
                    <Link prefetch={false} className="text-accent underline underline-offset-2" href={behind(code, { step, peers: place })}>
                      {formatSignedYuan(amount)}
                    </Link>
                  </Td>
                ))}
                <Td numeric>{errors ? `${formatShare(percentOf(BigInt(errors.failed), BigInt(errors.inspected), 3) ?? '0')} (${t('where.checked', errors)})` : '—'}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </Card>
  )
}
