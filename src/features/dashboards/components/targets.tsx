import { getLocale, getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { TargetForm } from '@/features/recovery-targets/components/target-form'
import type { RecoveryTarget } from '@/features/recovery-targets/queries'
import type { Viewer } from '@/server/viewer'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { formatMonth, formatYuan } from '@/ui/format'
import type { DashboardView } from '../view-queries'

/** The targets of the page's scope: a station's own, or the company's. A district has none, and the card says so. */
export async function Targets({ viewer, view, targets }: { viewer: Viewer; view: DashboardView; targets: readonly RecoveryTarget[] }) {
  const [t, locale] = await Promise.all([getTranslations('recoveryTargets'), getLocale()])
  return (
    <Card title={t('title')}>
      {view.district && view.station && <p className="mb-2">{t('ofStation', { station: view.station.name, district: view.district.name })}</p>}
      <ClientMessages namespaces={['recoveryTargets']}>
        <TargetForm
          stationCode={view.params.station ?? ''}
          place={view.station?.name ?? t('company')}
          month={view.from}
          lines={targets.map(({ effectiveFrom, monthlyFen, setByName }) => t('current', { from: formatMonth(effectiveFrom, locale), amount: formatYuan(monthlyFen), by: setByName }))}
          mayChange={mayDo(viewer.role, 'dashboard.set-targets') && (view.station !== null || viewer.stations === 'all')}
        />
      </ClientMessages>
    </Card>
  )
}
