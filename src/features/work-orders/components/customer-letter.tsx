import { getTranslations } from 'next-intl/server'
import { penaltyRuleOn } from '@/domain/back-billing/penalty-rules'
import { fen, sumFen } from '@/domain/money'
import { firstDayOf } from '@/domain/plain-date'
import { termsInWords } from '@/features/accounts/components/terms-text'
import type { Account } from '@/features/accounts/queries'
import { categoryIndex } from '@/features/tariffs/queries'
import { formatDate, formatList, formatMonth, formatYuan } from '@/ui/format'
import type { OrderSheet } from '../order-sheet'
import { penaltyRules } from '../penalty-rule-queries'
import type { OrderDetail } from '../queries'
import type { AccountMonths } from './order-accounts-tables'
import { LetterTable } from './letter-table'

interface CustomerLetterProps {
  order: OrderDetail
  sheet: OrderSheet
  /** Whom it is written to. */
  account: Account
  own: AccountMonths
  /** The paper's language, whatever the reader's is. */
  locale: 'zh-CN' | 'en'
}

/** What will be billed or refunded, for the customer: month by month, with the legal source and how to object. */
export async function CustomerLetter({ order, sheet, account, own, locale }: CustomerLetterProps) {
  const [t, rules] = await Promise.all([getTranslations({ locale, namespace: 'orderLife.letter' }), penaltyRules()])
  const sum = sumFen(own.months.map(({ differenceFen, penaltyFen }) => fen(differenceFen + penaltyFen)))
  const kind = sum < 0n ? 'refund' : sum === 0n ? 'none' : 'charge'
  const penalty = own.months.some(({ penaltyFen }) => penaltyFen !== 0n)
  const inForce = [...new Map(own.months.map(({ month }) => penaltyRuleOn(rules, firstDayOf(month))).map((rule) => [rule.effectiveFrom, rule])).values()]
  return (
    <article lang={locale} className="mx-auto grid max-w-[180mm] gap-3 print:max-w-none">
      <h1 className="text-center text-xl font-semibold">{t('title', { kind })}</h1>
      <p className="text-right">{t('number', { number: order.number })}</p>
      <p className="font-semibold">{t('to', { name: account.name, accountNo: account.accountNo })}</p>
      <p>{t('address', { address: account.address })}</p>
      <p>{t('lead', { reason: order.reason })}</p>
      <p>{await changeText({ order, sheet, account, locale })}</p>
      <p className="font-semibold">{t('sum', { kind, amount: formatYuan(fen(sum < 0n ? -sum : sum)), month: formatMonth(sheet.postedIn, locale) })}</p>
      <LetterTable months={own.months} locale={locale} />
      <p>{t('legal')}</p>
      {penalty && <p>{t('penaltyNote', { source: formatList(inForce.map((rule) => rule.source[locale]), locale) })}</p>}
      {order.breach?.startUnknown === true && <p>{t('unknownNote', { months: inForce.at(-1)?.monthsWhenUnknown ?? '' })}</p>}
      {order.breach === null && !order.isReversal && <p>{t('companyNote')}</p>}
      <section className="border-line border-t pt-3">
        <h2 className="font-semibold">{t('objectTitle')}</h2>
        <p>{t('object', { number: order.number })}</p>
      </section>
      <div className="mt-6 grid grid-cols-2 gap-8">
        <p>
          {t('received')}
          <br />
          {t('date')}
        </p>
        <p className="text-right">
          {t('issued', { station: account.station.name })}
          {t('stamp')}
          <br />
          {t('date')}
          <span aria-hidden className="inline-block w-32" />
        </p>
      </div>
    </article>
  )
}

/** What changes, in a sentence. */
async function changeText({ order, sheet, account, locale }: Omit<CustomerLetterProps, 'own'>): Promise<string> {
  const [t, words, { byCode }] = await Promise.all([getTranslations({ locale, namespace: 'orderLife.letter' }), getTranslations({ locale, namespace: 'accounts.terms' }), categoryIndex()])
  if (order.reverses) return t('takesBack', { number: order.reverses.number })
  if (order.partner) return t('moves', { partner: account.accountNo === order.accountNo ? order.partner.accountNo : order.accountNo })
  if (!sheet.changesTerms || !sheet.before) return t('billsOnly')
  const inWords = (terms: typeof order.terms) => termsInWords({ terms, categories: byCode }, words, locale)
  return t('change', { date: formatDate(order.effectiveFrom, locale), before: inWords(sheet.before), after: inWords(order.terms) })
}
