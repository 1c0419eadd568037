import { getTranslations } from 'next-intl/server'
import { maskName } from '@/domain/identity/masking'
import { Card } from '@/ui/card'
import { summaryOf, type Conflict } from '../queries'
import { SideBySide } from './inspection-facts'
import { ResolveButtons } from './resolve-buttons'

/** Visits that contradict what counts, side by side, until someone decides. */
export async function ConflictList({ conflicts, mayResolve }: { conflicts: readonly Conflict[]; mayResolve: boolean }) {
  const t = await getTranslations('inspections.conflict')
  return (
    <Card title={t('title')} className="border-warn mb-4">
      <ul className="grid gap-4">
        {conflicts.map(({ mine, other }) => (
          <li key={String(mine.id)} data-conflict={mine.account.accountNo}>
            <h3 className="mb-2 font-medium">{t('at', { name: maskName(mine.account.name), account: mine.account.accountNo })}</h3>
            <SideBySide mine={summaryOf(mine)} other={other && summaryOf(other)} reason={mine.conflict ?? ''} />
            {mayResolve && <ResolveButtons inspection={`${mine.stationId}-${mine.id}`} />}
          </li>
        ))}
      </ul>
    </Card>
  )
}
