import { getTranslations } from 'next-intl/server'
import { EmptyState } from '@/ui/empty-state'
import { LinkButton } from '@/ui/link-button'

export default async function NotFoundPage() {
  const t = await getTranslations('shell.notFound')
  return (
    <EmptyState title={<h1>{t('title')}</h1>}>
      <p>{t('body')}</p>
      <LinkButton href="/dashboard">{t('back')}</LinkButton>
    </EmptyState>
  )
}
