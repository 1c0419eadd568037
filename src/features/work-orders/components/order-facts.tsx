import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { penaltyRuleOn } from '@/domain/back-billing/penalty-rules'
import { maskName } from '@/domain/identity/masking'
import { firstDayOf, type BillingMonth } from '@/domain/plain-date'
import { Personal } from '@/features/accounts/components/personal-data'
import { DescriptionList } from '@/ui/description-list'
import { formatDate, formatInstant, formatList } from '@/ui/format'
import { penaltyRules } from '../penalty-rule-queries'
import type { OrderDetail } from '../queries'

/** Who, why, when, on whose account; for a customer's own breach the rule of its penalty with its source. */
export async function OrderFacts({ order, months }: { order: OrderDetail; months: readonly BillingMonth[] }) {
  const [t, life, locale, rules] = await Promise.all([getTranslations('workOrders'), getTranslations('orderLife.detail'), getLocale(), penaltyRules()])
  const accountLink = (name: string, accountNo: string) => (
    <Link className="text-accent hover:underline" href={`/accounts/${accountNo}`}>
      <Personal accountNo={accountNo} field="name" masked={maskName(name)} /> {accountNo}
    </Link>
  )
  const inForce = [...new Map(months.map((month) => penaltyRuleOn(rules, firstDayOf(month))).map((rule) => [rule.effectiveFrom, rule])).values()]
  const person = (name: string, at: Date | null) => (at ? `${name} · ${formatInstant(at, locale)}` : name)
  const { breach, partner } = order
  return (
    <DescriptionList
      items={[
        { term: t('account'), detail: accountLink(order.accountName, order.accountNo) },
        ...(partner ? [{ term: life('partner'), detail: accountLink(partner.name, partner.accountNo) }] : []),
        { term: t('form.finding'), detail: t(`findings.${order.finding}`) },
        { term: t('detail.effectiveFrom'), detail: `${formatDate(order.effectiveFrom, locale)}${breach?.startUnknown === true ? ` · ${life('startUnknown')}` : ''}` },
        ...(order.isReversal ? [] : [{ term: life('cause'), detail: life(`causes.${breach ? 'customer' : 'company'}`) }]),
        ...(breach && inForce.length > 0
          ? [{ term: life('rule'), detail: formatList(inForce.map((rule) => `${rule.source[locale]} · ${life('factorOf', { from: formatDate(rule.effectiveFrom, locale), factor: rule.fixed ? rule.factor : (breach.penaltyFactor ?? '—') })}`), locale) }]
          : []),
        { term: t('detail.reason'), detail: <span className="whitespace-pre-wrap">{order.reason}</span> },
        { term: t('detail.evidence'), detail: <span className="whitespace-pre-wrap">{order.evidence || '—'}</span> },
        ...(order.inspectorName === null ? [] : [{ term: life('inspector'), detail: order.inspectorName }]),
        ...(order.campaign === null ? [] : [{ term: life('campaign'), detail: order.campaign }]),
        { term: t('preparer'), detail: person(order.preparerName, order.createdAt) },
        ...(order.approverName !== null && order.approvedAt ? [{ term: t('approver'), detail: person(order.approverName, order.approvedAt) }] : []),
        ...(order.appliedAt ? [{ term: t('appliedAt'), detail: formatInstant(order.appliedAt, locale) }] : []),
        ...(order.verifiedAt ? [{ term: life('verifiedAt'), detail: formatInstant(order.verifiedAt, locale) }] : []),
        ...(order.closedAt ? [{ term: life('closedAt'), detail: formatInstant(order.closedAt, locale) }] : []),
        ...(order.decisionReason !== null ? [{ term: t('detail.decisionReason'), detail: order.decisionReason }] : []),
      ]}
    />
  )
}
