import { getLocale, getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { NotePanel } from '@/features/chart-notes/components/note-panel'
import type { ChartNote } from '@/features/chart-notes/queries'
import type { Viewer } from '@/server/viewer'
import { ClientMessages } from '@/ui/client-messages'
import { formatMonth } from '@/ui/format'
import type { DashboardView } from '../view-queries'

/** The notes on the page's charts, and the form for those who may add to them. */
export async function Notes({ viewer, view, notes }: { viewer: Viewer; view: DashboardView; notes: readonly ChartNote[] }) {
  const [t, locale] = await Promise.all([getTranslations('chartNotes'), getLocale()])
  const mayNote = mayDo(viewer.role, 'dashboard.annotate') && (view.station !== null || viewer.stations === 'all')
  const label = view.district?.name ?? view.station?.name ?? t('company')
  return (
    <ClientMessages namespaces={['chartNotes']}>
      <NotePanel
        place={mayNote ? { label, stationCode: view.params.station ?? '', districtCode: view.params.district ?? '' } : null}
        month={view.to}
        notes={notes.map(({ id, month, kind, text, createdByName, stationId }) => ({
          id,
          line: t('line', { month: formatMonth(month, locale), kind: t(`kinds.${kind}`), text, by: createdByName }),
          mine: mayDo(viewer.role, 'dashboard.annotate') && (stationId === 0 ? viewer.stations === 'all' : true),
        }))}
      />
    </ClientMessages>
  )
}
