import { getTranslations } from 'next-intl/server'
import { TermsText } from '@/features/accounts/components/terms-text'
import { maskName } from '@/domain/identity/masking'
import type { AssignmentTerms } from '@/domain/tariff/assignment'
import { categoryIndex } from '@/features/tariffs/queries'
import { Card } from '@/ui/card'
import type { OrderDetail } from '../queries'

/** Before and after side by side; an order that moves energy leaves both accounts' tariffs as they are. */
export async function OrderTerms({ order, before, partnerTerms }: { order: OrderDetail; before: AssignmentTerms | null; partnerTerms: AssignmentTerms | null }) {
  const [t, life, { byCode }] = await Promise.all([getTranslations('workOrders.detail'), getTranslations('orderLife.detail'), categoryIndex()])
  if (order.partner) {
    const accounts = [
      { accountNo: order.accountNo, name: maskName(order.accountName), terms: order.terms },
      { accountNo: order.partner.accountNo, name: maskName(order.partner.name), terms: partnerTerms },
    ]
    return (
      <Card title={life('stays')} className="border-accent mb-4">
        <dl className="grid gap-3 sm:grid-cols-2 print:grid-cols-2">
          {accounts.map(({ accountNo, name, terms }) => (
            <div key={accountNo}>
              <dt className="text-muted text-sm">
                {name} <span className="tabular">{accountNo}</span>
              </dt>
              <dd>{terms ? <TermsText terms={terms} categories={byCode} /> : '—'}</dd>
            </div>
          ))}
        </dl>
      </Card>
    )
  }
  return (
    <div className="mb-4 grid gap-4 sm:grid-cols-2 print:grid-cols-2">
      <Card title={t('before')}>{before ? <TermsText terms={before} categories={byCode} /> : '—'}</Card>
      <Card title={t('after')} className="border-accent">
        <strong>
          <TermsText terms={order.terms} categories={byCode} />
        </strong>
      </Card>
    </div>
  )
}
