import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { penaltyRuleOn, unknownStart } from '@/domain/back-billing/penalty-rules'
import { whToKwh } from '@/domain/energy'
import { maskAddress } from '@/domain/identity/masking'
import { firstDayOf } from '@/domain/plain-date'
import { Personal, PersonalDataView } from '@/features/accounts/components/personal-data'
import { ShowInFullButton } from '@/features/accounts/components/show-in-full'
import { TermsText } from '@/features/accounts/components/terms-text'
import { accountAssignments, accountsAt, isInForce, type Account } from '@/features/accounts/queries'
import { standingBills } from '@/features/bills/standing-bills'
import { categoryIndex, listCategories } from '@/features/tariffs/queries'
import type { Viewer } from '@/server/viewer'
import { Notice } from '@/ui/badge'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { DescriptionList } from '@/ui/description-list'
import { formatDate, formatMonth } from '@/ui/format'
import { penaltyRules } from '../penalty-rule-queries'
import { OrderForm } from './order-form'
import type { OrderDraft } from './order-draft'

interface OrderFormPageProps {
  viewer: Viewer
  account: Account
  initial: OrderDraft
  order?: { number: string; version: number }
  /** What the form was filled in from; its draft is kept apart. */
  origin?: string | undefined
  notice?: ReactNode
}

/** Billed months offered for moving energy: the newest. */
const MONTHS_SHOWN = 24

/** The form for a new order or a draft, under what is now in force. */
export async function OrderFormPage({ viewer, account, initial, order, origin, notice }: OrderFormPageProps) {
  const [t, detail, errors, locale, categories, { byCode }, assignments, rules, bills, neighbours] = await Promise.all([
    getTranslations('workOrders.form'),
    getTranslations('accounts.detail'),
    getTranslations('errors'),
    getLocale(),
    listCategories(),
    categoryIndex(),
    accountAssignments(viewer, account),
    penaltyRules(),
    standingBills(viewer, account),
    accountsAt(viewer, account),
  ])
  const current = assignments.find(isInForce)
  if (!current) return <Notice tone="warn">{errors('no-assignment', { accountNo: account.accountNo })}</Notice>
  const { openMonth } = account.station
  const rule = penaltyRuleOn(rules, firstDayOf(openMonth))
  const start = unknownStart(rules, openMonth)
  return (
    <>
      {notice}
      <PersonalDataView>
        <Card className="mb-4 pt-3">
          <div className="flex flex-wrap items-start justify-between gap-3">
            <DescriptionList
          items={[
            { term: detail('accountNo'), detail: <span className="tabular">{account.accountNo}</span> },
            { term: detail('address'), detail: <Personal accountNo={account.accountNo} field="address" masked={maskAddress(account.address)} /> },
            { term: t('current'), detail: <TermsText terms={current.terms} categories={byCode} /> },
            { term: detail('validity'), detail: detail('since', { from: formatDate(current.validFrom, locale) }) },
          ]}
            />
            <ClientMessages namespaces={['personalData']}>
              <ShowInFullButton accounts={[{ accountNo: account.accountNo, station: account.station.code }]} />
            </ClientMessages>
          </div>
        </Card>
      </PersonalDataView>
      <ClientMessages namespaces={['workOrders', 'orderLife']}>
        <OrderForm
          accountNo={account.accountNo}
          categories={categories.map(({ code, nameZh, nameEn }) => ({ code, nameZh, nameEn }))}
          initial={initial}
          standing={{ terms: current.terms, validFrom: current.validFrom }}
          rule={{ factor: rule.factor, fixed: rule.fixed, months: rule.monthsWhenUnknown, source: rule.source[locale], unknownStart: formatDate(start > current.validFrom ? start : current.validFrom, locale) }}
          months={bills.slice(-MONTHS_SHOWN).map(({ month, energyWh }) => ({ month, kwh: whToKwh(energyWh) }))}
          neighbours={neighbours}
          earliest={formatDate(current.validFrom, locale)}
          latest={formatMonth(account.station.openMonth, locale)}
          origin={origin}
          {...(order ? { order } : {})}
        />
      </ClientMessages>
    </>
  )
}
