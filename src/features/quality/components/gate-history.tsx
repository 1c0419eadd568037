import { useLocale, useTranslations } from 'next-intl'
import { stepOf, type ProjectType } from '@/domain/quality/project-type'
import { Card } from '@/ui/card'
import { formatInstant } from '@/ui/format'
import type { LateChange } from '../late-change-queries'
import type { GateEvent } from '../queries'
import { lateChangeText } from './late-change-text'

/** Which gates were passed or taken back when and by whom, and what was changed behind them. */
export function GateHistory({ type, gates, late }: { type: ProjectType; gates: readonly GateEvent[]; late: readonly LateChange[] }) {
  const t = useTranslations('quality.project')
  const locale = useLocale()
  const name = (code: string) => stepOf(type, code)?.name[locale] ?? t('plan')
  return (
    <div className="grid gap-4 lg:grid-cols-2 lg:items-start">
      <Card title={t('history')}>
        {gates.length === 0 ? (
          <p className="text-muted">{t('noHistory')}</p>
        ) : (
          <ul className="grid gap-1">
            {gates.map(({ step, kind, reason, recordedAt, byName }) => (
              <li key={`${step} ${recordedAt.toISOString()}`} className="flex flex-wrap justify-between gap-x-3">
                <span>
                  {name(step)} · {kind === 'passed' ? t('passedBy', { by: byName }) : t('reopenedBy', { by: byName, reason: reason ?? '' })}
                </span>
                <span className="text-muted tabular text-sm">{formatInstant(recordedAt, locale)}</span>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card title={t('afterGate')}>
        {late.length === 0 ? (
          <p className="text-muted">{t('afterGateNone')}</p>
        ) : (
          <ul className="grid gap-1" data-late>
            {late.map(({ step, at, byName, gateAt, ...change }) => (
              <li key={`${change.kind} ${at.toISOString()}`}>
                {name(step)}: {byName} {lateChangeText(change, t)} <span className="text-muted tabular text-sm">{formatInstant(at, locale)} · {t('gateAt', { at: formatInstant(gateAt, locale) })}</span>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </div>
  )
}
