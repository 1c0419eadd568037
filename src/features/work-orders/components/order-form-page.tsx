import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { TermsText } from '@/features/accounts/components/terms-text'
import { accountAssignments, isInForce, type Account } from '@/features/accounts/queries'
import { categoryIndex, listCategories } from '@/features/tariffs/queries'
import type { Viewer } from '@/server/viewer'
import { Notice } from '@/ui/badge'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { DescriptionList } from '@/ui/description-list'
import { formatDate, formatMonth } from '@/ui/format'
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

/** The form for a new order or a draft, under what is now in force. */
export async function OrderFormPage({ viewer, account, initial, order, origin, notice }: OrderFormPageProps) {
  const [t, detail, errors, locale, categories, { byCode }, assignments] = await Promise.all([
    getTranslations('workOrders.form'),
    getTranslations('accounts.detail'),
    getTranslations('errors'),
    getLocale(),
    listCategories(),
    categoryIndex(),
    accountAssignments(viewer, account),
  ])
  const current = assignments.find(isInForce)
  if (!current) return <Notice tone="warn">{errors('no-assignment', { accountNo: account.accountNo })}</Notice>
  return (
    <>
      {notice}
      <Card className="mb-4 pt-3">
        <DescriptionList
          items={[
            { term: detail('accountNo'), detail: <span className="tabular">{account.accountNo}</span> },
            { term: detail('address'), detail: account.address },
            { term: t('current'), detail: <TermsText terms={current.terms} categories={byCode} /> },
            { term: detail('validity'), detail: detail('since', { from: formatDate(current.validFrom, locale) }) },
          ]}
        />
      </Card>
      <ClientMessages namespaces={['workOrders']}>
        <OrderForm
          accountNo={account.accountNo}
          categories={categories.map(({ code, nameZh, nameEn }) => ({ code, nameZh, nameEn }))}
          initial={initial}
          earliest={formatDate(current.validFrom, locale)}
          latest={formatMonth(account.station.openMonth, locale)}
          origin={origin}
          {...(order ? { order } : {})}
        />
      </ClientMessages>
    </>
  )
}
