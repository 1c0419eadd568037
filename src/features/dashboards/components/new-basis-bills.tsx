import { useLocale, useTranslations } from 'next-intl'
import { sumFen } from '@/domain/money'
import { Card } from '@/ui/card'
import { formatCount, formatMonth } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import type { RecoveredPage } from '../recovered-page-queries'
import { NewBasisTable } from './new-basis-table'

interface NewBasisBillsProps {
  newBasis: RecoveredPage['newBasis']
  /** The address with all months. */
  clearHref: string
  /** The address that lists every bill; null where it is asked for. */
  allHref: string | null
  mayOpen: boolean
}

const SHOWN = 200

/** The bills behind "difference a month on the new basis"; their sum is the mark that was clicked. */
export function NewBasisBills({ newBasis: { bills, month, unrated }, clearHref, allHref, mayOpen }: NewBasisBillsProps) {
  const t = useTranslations('analysis')
  const locale = useLocale()
  return (
    <Card id="new-basis" title={month ? t('brought.filteredBills', { what: formatMonth(month, locale) }) : t('brought.newBasisBills')} flush={bills.length > 0} actions={month && <LinkButton variant="ghost" href={clearHref}>{t('brought.clear')}</LinkButton>}>
      {bills.length === 0 ? (
        <p className="text-muted">{t('brought.noNewBasis')}</p>
      ) : (
        <div className="max-h-[36rem] overflow-y-auto">
          <NewBasisTable
            caption={t('brought.newBasisBills')} bills={allHref === null ? bills : bills.slice(0, SHOWN)} mayOpen={mayOpen}
            sum={{ label: `${t('brought.sum')} (${formatCount(bills.length)})`, amountFen: sumFen(bills.map(({ differenceFen }) => differenceFen)) }}
          />
        </div>
      )}
      {allHref !== null && bills.length > SHOWN && (
        <div className="p-3">
          <LinkButton href={allHref}>{t('brought.showAll', { all: formatCount(bills.length) })}</LinkButton>
        </div>
      )}
      {unrated > 0 && <p className={`text-muted text-sm ${bills.length > 0 ? 'px-4 py-3' : 'mt-2'}`}>{t('brought.unrated', { count: unrated })}</p>}
    </Card>
  )
}
