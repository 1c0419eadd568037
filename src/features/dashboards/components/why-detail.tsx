import { useLocale, useTranslations } from 'next-intl'
import type { Bridge } from '@/domain/change/bridge'
import type { Category } from '@/features/tariffs/queries'
import { categoryName } from '@/ui/category-name'
import { Card } from '@/ui/card'
import { formatCount, formatSignedYuan } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import type { BridgeReport } from '../bridge-queries'
import { NewBasisTable } from './new-basis-table'

/** Price and mix by category: they add up to their steps. */
export function CategorySteps({ bridge, categories }: { bridge: Bridge; categories: readonly Category[] }) {
  const t = useTranslations('analysis.why')
  const common = useTranslations('common')
  const locale = useLocale()
  return (
    <Card title={t('byCategory')} flush>
      <Table caption={t('byCategory')}>
        <thead>
          <tr>
            <Th>{common('category')}</Th>
            <Th numeric>{t('price')}</Th>
            <Th numeric>{t('mix')}</Th>
          </tr>
        </thead>
        <tbody>
          {bridge.byCategory.map(({ category, price, mix }) => (
            <tr key={category}>
              <Td>{categoryName(categories.find(({ code }) => code === category), locale)}</Td>
              <Td numeric>{formatSignedYuan(price)}</Td>
              <Td numeric>{formatSignedYuan(mix)}</Td>
            </tr>
          ))}
          <tr className="font-semibold">
            <Td>{common('total')}</Td>
            <Td numeric>{formatSignedYuan(bridge.price)}</Td>
            <Td numeric>{formatSignedYuan(bridge.mix)}</Td>
          </tr>
        </tbody>
      </Table>
    </Card>
  )
}

const SHOWN = 100

/** The bills on a corrected tariff that make up the step, account by account. */
export function CorrectedBills({ corrected, unrated, mayOpen }: Pick<BridgeReport, 'corrected' | 'unrated'> & { mayOpen: boolean }) {
  const t = useTranslations('analysis')
  const bills = [...corrected.before, ...corrected.after]
  return (
    <Card title={t('why.corrected')} flush={bills.length > 0}>
      {bills.length === 0 ? (
        <p className="text-muted">{t('why.noCorrected')}</p>
      ) : (
        <NewBasisTable caption={t('why.corrected')} bills={bills.slice(0, SHOWN)} mayOpen={mayOpen} />
      )}
      {bills.length > SHOWN && <p className="text-muted px-4 py-3 text-sm">{t('why.correctedShown', { shown: formatCount(SHOWN), all: formatCount(bills.length) })}</p>}
      {unrated > 0 && <p className={`text-muted text-sm ${bills.length > 0 ? 'px-4 py-3' : 'mt-2'}`}>{t('why.unrated', { count: unrated })}</p>}
    </Card>
  )
}
