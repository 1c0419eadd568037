import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { maskName } from '@/domain/identity/masking'
import { wh } from '@/domain/energy'
import { fen, type Fen } from '@/domain/money'
import { Notice } from '@/ui/badge'
import { Card } from '@/ui/card'
import { EmptyState } from '@/ui/empty-state'
import { FigureCards } from '@/ui/figure-cards'
import { formatCount, formatKwh, formatSignedYuan, formatYuan } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import type { RepricingResult } from '../schemas'

const amount = (text: string): Fen => fen(BigInt(text))

/** What another price would bring: the sum, how it is spread, and the accounts it changes most. */
export async function RePricingOutcome({ result }: { result: RepricingResult }) {
  const t = await getTranslations('rePricing')
  const figures = [
    { name: 'bills', label: t('count'), value: formatCount(result.bills) },
    { name: 'old', label: t('old'), value: formatYuan(amount(result.oldFen)) },
    { name: 'new', label: t('new'), value: formatYuan(amount(result.newFen)) },
    { name: 'difference', label: t('difference'), value: formatSignedYuan(amount(result.differenceFen)) },
  ]
  return (
    <div className="grid gap-4">
      {result.unrated > 0 && <Notice tone="warn">{t('unrated', { count: formatCount(result.unrated) })}</Notice>}
      <FigureCards figures={figures} columns={4} />
      <div className="grid gap-4 xl:grid-cols-2 xl:items-start">
        <Distribution buckets={result.buckets.filter(({ bills }) => bills > 0)} />
        <Card flush title={t('most')}>
          {result.most.length === 0 ? (
            <EmptyState title={t('noChange')} />
          ) : (
            <Table caption={t('most')}>
              <thead>
                <tr>
                  <Th>{t('account')}</Th>
                  <Th numeric>{t('kwh')}</Th>
                  <Th numeric>{t('old')}</Th>
                  <Th numeric>{t('new')}</Th>
                  <Th numeric>{t('difference')}</Th>
                </tr>
              </thead>
              <tbody>
                {result.most.map((row) => (
                  <tr key={row.accountNo}>
                    <Td className="whitespace-nowrap">
                      <Link href={`/accounts/${row.accountNo}`} className="text-accent tabular hover:underline">
                        {row.accountNo}
                      </Link>
                      <span className="block">{maskName(row.name)}</span>
                    </Td>
                    <Td numeric>{formatKwh(wh(BigInt(row.energyWh)))}</Td>
                    <Td numeric>{formatYuan(amount(row.oldFen))}</Td>
                    <Td numeric>{formatYuan(amount(row.newFen))}</Td>
                    <Td numeric className="font-semibold">{formatSignedYuan(fen(BigInt(row.newFen) - BigInt(row.oldFen)))}</Td>
                  </tr>
                ))}
              </tbody>
            </Table>
          )}
        </Card>
      </div>
    </div>
  )
}

async function Distribution({ buckets }: { buckets: RepricingResult['buckets'] }) {
  const t = await getTranslations('rePricing')
  const most = buckets.reduce((largest, { bills }) => Math.max(largest, bills), 1)
  const yuan = (text: string) => formatSignedYuan(amount(text))
  const label = ({ fromFen, toFen }: RepricingResult['buckets'][number]) =>
    fromFen === null ? t('below', { to: yuan(toFen ?? '0') }) : toFen === null ? t('from', { from: yuan(fromFen) }) : fromFen === '0' ? t('same') : t('between', { from: yuan(fromFen), to: formatSignedYuan(fen(BigInt(toFen) - 1n)) })
  return (
    <Card flush title={t('distribution')}>
      <Table caption={t('distribution')}>
        <thead>
          <tr>
            <Th>{t('perBill')}</Th>
            <Th numeric>{t('count')}</Th>
            <Th className="w-2/5">
              <span className="sr-only">{t('share')}</span>
            </Th>
            <Th numeric>{t('difference')}</Th>
          </tr>
        </thead>
        <tbody>
          {buckets.map((bucket) => (
            <tr key={bucket.fromFen ?? 'least'}>
              <Td className="tabular whitespace-nowrap">{label(bucket)}</Td>
              <Td numeric>{formatCount(bucket.bills)}</Td>
              <Td>
                <span aria-hidden className="bg-accent block h-4 min-w-px rounded-sm" style={{ width: `${(bucket.bills * 100) / most}%` }} />
              </Td>
              <Td numeric>{formatSignedYuan(amount(bucket.differenceFen))}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  )
}
