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
  mayOpen: boolean
}

const SHOWN = 200

/** The bills behind "difference a month on the new basis"; their sum is the mark that was clicked. */
export function NewBasisBills({ newBasis: { bills, month }, clearHref, mayOpen }: NewBasisBillsProps) {
  const t = useTranslations('analysis')
  const locale = useLocale()
  return (
    <Card id="new-basis" title={month ? t('brought.filteredBills', { what: formatMonth(month, locale) }) : t('brought.newBasisBills')} flush={bills.length > 0} actions={month && <LinkButton variant="ghost" href={clearHref}>{t('brought.clear')}</LinkButton>}>
      {bills.length === 0 ? (
        <p className="text-muted">{t('brought.noNewBasis')}</p>
      ) : (
        <div className="max-h-[36rem] overflow-y-auto">
          <NewBasisTable
            caption={t('brought.newBasisBills')} bills={bills.slice(0, SHOWN)} mayOpen={mayOpen}
            sum={{ label: `${t('brought.sum')} (${formatCount(bills.length)})`, amountFen: sumFen(bills.map(({ differenceFen }) => differenceFen)) }}
          />
        </div>
      )}
      {bills.length > SHOWN && <p className="text-muted px-4 py-3 text-sm">{t('why.correctedShown', { shown: formatCount(SHOWN), all: formatCount(bills.length) })}</p>}
    </Card>
  )
}
