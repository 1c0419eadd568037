import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { firstDayOf } from '@/domain/plain-date'
import { RuleForm } from '@/features/dated-rules/components/rule-form'
import { firstOpenMonth } from '@/features/dated-rules/queries'
import { RULE_KINDS } from '@/features/dated-rules/schemas'
import { penaltyRules } from '@/features/work-orders/penalty-rule-queries'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { formatDate } from '@/ui/format'
import { PageHeader } from '@/ui/page-header'
import { single } from '@/ui/url'

interface NewRulePageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata() {
  const t = await getTranslations('datedRules')
  return { title: t('title') }
}

export default async function NewRulePage({ searchParams }: NewRulePageProps) {
  await requireViewer('rules.add')
  const asked = single((await searchParams)['kind'])
  const kind = RULE_KINDS.find((one) => one === asked)
  if (!kind) notFound()
  const [t, shell, locale, open, rules] = await Promise.all([getTranslations('datedRules'), getTranslations('shell'), getLocale(), firstOpenMonth(), penaltyRules()])
  // The newest rule is what a new one most likely departs from.
  const { factor = '2', fixed = false, monthsWhenUnknown = 3 } = rules.at(-1) ?? {}
  const initial = {
    effectiveFrom: '', factor, fixed, monthsWhenUnknown: String(monthsWhenUnknown), sourceZh: '', sourceEn: '', state: 'submitted', workingDays: '', source: '', from: '', to: '', isWorking: false,
  }
  return (
    <>
      <PageHeader
        title={t(`add.${kind}`)}
        description={open === null ? t(`about.${kind}`) : t('earliest', { date: formatDate(firstDayOf(open), locale) })}
        crumbs={[{ label: t('title'), href: '/settings/dated-rules' }]}
        crumbsLabel={shell('breadcrumbs')}
      />
      <Card className="max-w-3xl pt-3">
        <ClientMessages namespaces={['datedRules', 'workOrders']}>
          <RuleForm kind={kind} initial={initial} />
        </ClientMessages>
      </Card>
    </>
  )
}
