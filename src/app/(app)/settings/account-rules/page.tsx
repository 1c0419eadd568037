import { getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { Proposals } from '@/features/account-rules/components/proposals'
import { SettingTable } from '@/features/account-rules/components/setting-table'
import { datedSettings, settingProposals, settingsInForce } from '@/features/account-rules/queries'
import { settingWords } from '@/features/account-rules/setting-words'
import { dayInChina, now } from '@/server/clock'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { EmptyState } from '@/ui/empty-state'
import { PageHeader } from '@/ui/page-header'

export async function generateMetadata() {
  const t = await getTranslations('accountRules')
  return { title: t('title') }
}

export default async function AccountRulesPage() {
  const viewer = await requireViewer('account-rules.read')
  const today = dayInChina(now())
  const [t, settings, proposals, inForce, words] = await Promise.all([getTranslations('accountRules'), datedSettings(viewer), settingProposals(viewer), settingsInForce(viewer, today), settingWords()])
  const mayChange = mayDo(viewer.role, 'account-rules.change')
  return (
    <ClientMessages namespaces={['accountRules']}>
      <PageHeader title={t('title')} description={t('description')} />
      <div className="grid gap-4">
        <Card flush title={t('proposals.title')}>
          {proposals.length === 0 ? <EmptyState title={t('proposals.none')} /> : <Proposals proposals={proposals} words={words} inForce={inForce} userId={mayChange ? viewer.userId : null} />}
        </Card>
        <Card flush title={t('rules')}>
          <SettingTable settings={settings} words={words} today={today} mayChange={mayChange} />
        </Card>
      </div>
    </ClientMessages>
  )
}
