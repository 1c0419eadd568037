import { useLocale, useTranslations } from 'next-intl'
import { isPlainDate } from '@/domain/plain-date'
import { DescriptionList } from '@/ui/description-list'
import { formatDate, formatInstant } from '@/ui/format'
import type { InspectionSummary } from '../inspection-summary'

/** What one visit says, to stand beside another. */
export function InspectionFacts({ summary }: { summary: InspectionSummary }) {
  const t = useTranslations('inspections')
  const locale = useLocale()
  const { inspectorName, inspectedAt, outcome, finding, proposal, effectiveFrom, note, photos } = summary
  return (
    <DescriptionList
      items={[
        { term: t('facts.inspector'), detail: inspectorName },
        { term: t('facts.at'), detail: formatInstant(new Date(inspectedAt), locale) },
        { term: t('facts.outcome'), detail: t(`outcomes.${outcome}`) },
        ...(finding === null ? [] : [{ term: t('facts.finding'), detail: t(`findings.${finding as 'wrong_record'}`) }]),
        ...(proposal === null ? [] : [{ term: t('facts.proposal'), detail: proposal }]),
        ...(effectiveFrom !== null && isPlainDate(effectiveFrom) ? [{ term: t('facts.from'), detail: formatDate(effectiveFrom, locale) }] : []),
        { term: t('facts.note'), detail: note === '' ? '—' : note },
        { term: t('facts.photos'), detail: String(photos) },
      ]}
    />
  )
}

interface SideBySideProps {
  mine: InspectionSummary
  other: InspectionSummary | null
  reason: string
}

/** Two visits that contradict each other, or one and a record that changed meanwhile. */
export function SideBySide({ mine, other, reason }: SideBySideProps) {
  const t = useTranslations('inspections.conflict')
  return (
    <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
      <section className="border-warn rounded-md border p-3">
        <h4 className="mb-1 font-semibold">{t('sent')}</h4>
        <InspectionFacts summary={mine} />
      </section>
      <section className="border-line rounded-md border p-3">
        <h4 className="mb-1 font-semibold">{t('counts')}</h4>
        {other ? <InspectionFacts summary={other} /> : <p>{t(reason === 'record-changed' ? 'recordChanged' : 'gone')}</p>}
      </section>
    </div>
  )
}
