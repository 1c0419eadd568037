import { getTranslations } from 'next-intl/server'
import { EmptyState } from '@/ui/empty-state'

export default async function ForbiddenPage() {
  const t = await getTranslations('shell.forbidden')
  return (
    <EmptyState title={<h1>{t('title')}</h1>}>
      <p>{t('body')}</p>
    </EmptyState>
  )
}
