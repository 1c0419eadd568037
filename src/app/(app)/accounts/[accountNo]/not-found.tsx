import { getTranslations } from 'next-intl/server'
import { EmptyState } from '@/ui/empty-state'
import { LinkButton } from '@/ui/link-button'

export default async function AccountNotFound() {
  const t = await getTranslations('accounts')
  return (
    <EmptyState title={<h1>{t('notFound.title')}</h1>}>
      <p>{t('notFound.body')}</p>
      <LinkButton href="/accounts">{t('search.label')}</LinkButton>
    </EmptyState>
  )
}
