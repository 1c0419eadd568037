import type { ReactNode } from 'react'
import { getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { CalendarTable, DueTable, PenaltyTable } from '@/features/dated-rules/components/rule-tables'
import { datedRules } from '@/features/dated-rules/queries'
import type { RuleKind } from '@/features/dated-rules/schemas'
import { dayInChina, now } from '@/server/clock'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { LinkButton } from '@/ui/link-button'
import { PageHeader } from '@/ui/page-header'

export async function generateMetadata() {
  const t = await getTranslations('datedRules')
  return { title: t('title') }
}

export default async function DatedRulesPage() {
  const viewer = await requireViewer('rules.read')
  const [t, rules] = await Promise.all([getTranslations('datedRules'), datedRules(viewer)])
  const today = dayInChina(now())
  const section = (kind: RuleKind, table: ReactNode) => (
    <Card flush id={kind} className="scroll-mt-16" title={t(`kinds.${kind}`)} actions={mayDo(viewer.role, 'rules.add') && <LinkButton href={`/settings/dated-rules/new?kind=${kind}`}>{t(`add.${kind}`)}</LinkButton>}>
      <p className="text-muted px-4 pb-2 text-sm">{t(`about.${kind}`)}</p>
      {table}
    </Card>
  )
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <div className="grid gap-4">
        {section('penalty', <PenaltyTable rules={rules.penalties} today={today} />)}
        {section('due', <DueTable rules={rules.dues} today={today} />)}
        {section('calendar', <CalendarTable stretches={rules.stretches} />)}
      </div>
    </>
  )
}
