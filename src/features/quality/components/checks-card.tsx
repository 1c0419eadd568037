import { useLocale, useTranslations } from 'next-intl'
import { daysBetween, type PlainDate } from '@/domain/plain-date'
import { Badge } from '@/ui/badge'
import { Card } from '@/ui/card'
import { formatDate, formatInstant } from '@/ui/format'
import type { LaterCheck } from '../queries'
import type { Choice } from './sheet-rows-view'
import { RecordCheckForm, ScheduleForm } from './check-forms'
import { Fold } from './fold'

interface ChecksCardProps {
  project: string
  checks: readonly LaterCheck[]
  measures: readonly Choice[]
  standards: Readonly<Record<string, string>>
  editable: boolean
  today: PlainDate
}

/** Checks to come that the standardised measures are still followed, and what those done found. */
export function ChecksCard({ project, checks, measures, standards, editable, today }: ChecksCardProps) {
  const t = useTranslations('quality')
  const locale = useLocale()
  return (
    <Card id="checks" title={t('checks.title')}>
      <div className="grid gap-3">
        {checks.length === 0 && <p className="text-muted">{t('checks.none')}</p>}
        <ul className="grid gap-2">
          {checks.map((check) => (
            <li key={check.id} className="border-line grid gap-1 border-b pb-2">
              <span>
                {measures.find(({ value }) => value === check.measure)?.label ?? check.measure} <span className="text-muted">{check.standardNo} · {t('checks.due', { date: formatDate(check.dueOn, locale) })}</span>{' '}
                {check.doneAt === null && check.dueOn < today && <Badge tone="bad">{t('checks.overdue', { days: daysBetween(check.dueOn, today) })}</Badge>}
                {check.followed !== null && <Badge tone={check.followed ? 'good' : 'bad'}>{t(check.followed ? 'checks.followed' : 'checks.notFollowed')}</Badge>}
              </span>
              {check.doneAt !== null && <span className="text-muted text-sm">{t('checks.done', { by: check.doneByName ?? '', at: formatInstant(check.doneAt, locale) })}: {check.finding}</span>}
              {check.plannedAt !== null && <span className="text-muted text-sm">{t('checks.planned', { at: formatInstant(check.plannedAt, locale) })}</span>}
              {check.doneAt === null && editable && check.dueOn <= today && (
                <Fold title={`${t('checks.record')} · ${formatDate(check.dueOn, locale)}`}>
                  <RecordCheckForm project={project} id={check.id} />
                </Fold>
              )}
            </li>
          ))}
        </ul>
        {editable && measures.length > 0 && (
          <Fold title={t('checks.plan')}>
            <ScheduleForm project={project} measures={measures} standards={standards} />
          </Fold>
        )}
      </div>
    </Card>
  )
}
