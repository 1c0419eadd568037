import { getLocale, getTranslations } from 'next-intl/server'
import { FactComparison } from '@/features/tariffs/components/fact-comparison'
import { comparedFacts } from '@/features/tariffs/components/version-facts'
import type { Viewer } from '@/server/viewer'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { formatInstant } from '@/ui/format'
import { availableDecisions } from '../commands/decide-change'
import type { CategoryChange } from '../queries'
import type { CategoryFacts } from '../schemas'
import { ChangeDecisions } from './change-decisions'

/** Changes of a category that wait for a decision, each with before and after. */
export async function CategoryChanges({ viewer, changes }: { viewer: Viewer; changes: readonly CategoryChange[] }) {
  const [t, tariffs, locale] = await Promise.all([getTranslations('tariffCategories'), getTranslations('tariffs'), getLocale()])
  const facts = ({ nameZh, nameEn, class: group, synonyms, source }: CategoryFacts) => [
    { key: 'zh', label: tariffs('nameZh'), lines: [nameZh] },
    { key: 'en', label: tariffs('nameEn'), lines: [nameEn] },
    { key: 'class', label: tariffs('class'), lines: [tariffs(`classes.${group}`)] },
    { key: 'synonyms', label: t('synonyms'), lines: synonyms.length === 0 ? ['—'] : [synonyms.join(' · ')] },
    { key: 'source', label: tariffs('source'), lines: [[source?.title, source?.number].filter(Boolean).join(' · ') || '—'] },
  ]
  return (
    <>
      {changes.map((change) => (
        <Card key={change.id} title={t('change', { category: change.categoryCode })} flush>
          <p className="text-muted px-4 pb-2 text-sm">{t('by', { by: change.proposerName, at: formatInstant(change.proposedAt, locale) })}</p>
          <FactComparison caption={t('change', { category: change.categoryCode })} before={t('before')} after={t('after')} facts={comparedFacts(facts(change.before), facts(change.proposed))} />
          <ClientMessages namespaces={['tariffCategories']}>
            <ChangeDecisions id={change.id} decisions={availableDecisions(change, viewer)} />
          </ClientMessages>
        </Card>
      ))}
    </>
  )
}
