import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { SETTING_KEYS } from '@/domain/identity/account-rules'
import { SettingForm } from '@/features/account-rules/components/setting-form'
import { datedSettings } from '@/features/account-rules/queries'
import { settingWords } from '@/features/account-rules/setting-words'
import { dayInChina, now } from '@/server/clock'
import { requireViewer } from '@/server/session'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { formatDate } from '@/ui/format'
import { PageHeader } from '@/ui/page-header'
import { single } from '@/ui/url'

interface NewSettingPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata() {
  const t = await getTranslations('accountRules')
  return { title: t('form.title') }
}

export default async function NewSettingPage({ searchParams }: NewSettingPageProps) {
  const viewer = await requireViewer('account-rules.change')
  const asked = single((await searchParams)['key'])
  const key = SETTING_KEYS.find((one) => one === asked)
  if (!key) notFound()
  const today = dayInChina(now())
  const [t, shell, locale, settings, words] = await Promise.all([getTranslations('accountRules'), getTranslations('shell'), getLocale(), datedSettings(viewer), settingWords()])
  const inForce = settings.find((one) => one.key === key && one.effectiveFrom <= today)
  if (!inForce) notFound()
  return (
    <>
      <PageHeader title={t('changeOf', { name: t(`names.${key}`) })} description={t('form.about')} crumbs={[{ label: t('title'), href: '/settings/account-rules' }]} crumbsLabel={shell('breadcrumbs')} />
      <Card className="max-w-3xl pt-3">
        <ClientMessages namespaces={['accountRules']}>
          <SettingForm setting={key} inForce={inForce.value} now={t('form.now', { value: words(key, inForce.value), date: formatDate(inForce.effectiveFrom, locale) })} today={today} />
        </ClientMessages>
      </Card>
    </>
  )
}
