import { useLocale, useTranslations } from 'next-intl'
import { Notice } from '@/ui/badge'
import { formatInstant } from '@/ui/format'
import type { ImportDetail } from '../queries'

/** What has become of the import, in a sentence each. */
export function ImportNotices({ batch, seenBefore }: { batch: ImportDetail; seenBefore: boolean }) {
  const t = useTranslations('imports.detail')
  const locale = useLocale()
  const { outcome, committedAt } = batch
  return (
    <div className="mb-4 grid gap-2">
      {seenBefore && (
        <Notice tone="accent" role="status">
          {t('seenBefore')}
        </Notice>
      )}
      {outcome && committedAt && (
        <Notice tone="good" role="status">
          {t('committed', { ...outcome, at: formatInstant(committedAt, locale) })} {outcome.added + outcome.changed === 0 && t('unchanged')}
        </Notice>
      )}
      {outcome && outcome.left > 0 && <Notice tone="warn">{t('left', { count: outcome.left })}</Notice>}
      {batch.state === 'discarded' && <Notice>{t('discarded')}</Notice>}
    </div>
  )
}
