import { useLocale, useTranslations } from 'next-intl'
import { columnName } from '@/domain/imports/columns'
import { otherUnits } from '@/domain/imports/header'
import { Notice } from '@/ui/badge'
import { formatInstant, formatList } from '@/ui/format'
import type { ImportDetail } from '../queries'

/** What has become of the import, in a sentence each. */
export function ImportNotices({ batch, seenBefore, maps }: { batch: ImportDetail; seenBefore: boolean; maps: boolean }) {
  const t = useTranslations('imports.detail')
  const map = useTranslations('imports.map')
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
      {/* Beside the mapping they stand in its form. */}
      {!maps &&
        otherUnits(batch.kind, batch.header, batch.mapping).map(({ column, header, unit, expected }) => (
          <Notice key={column} tone="warn">
            {map(batch.mapping[column] === undefined ? 'otherUnit' : 'otherUnitMapped', { header, unit, expected: locale === 'zh-CN' ? expected.zh : expected.en, column: columnName(batch.kind, column, locale) })}
          </Notice>
        ))}
      {batch.summary?.sheetsLeft && <Notice tone="warn">{t('sheetsLeft', { sheets: formatList(batch.summary.sheetsLeft, locale) })}</Notice>}
      {batch.state === 'discarded' && <Notice>{t('discarded')}</Notice>}
    </div>
  )
}
