import { getTranslations } from 'next-intl/server'
import { DoorApp } from '@/features/inspections/components/door-app'
import { requireViewer } from '@/server/session'
import { ClientMessages } from '@/ui/client-messages'

export async function generateMetadata() {
  const t = await getTranslations('inspections.door')
  return { title: t('title') }
}

/** Nothing personal stands in the page itself: it is kept on the phone as it is. */
export default async function InspectionsPage() {
  const viewer = await requireViewer('inspections.work')
  return (
    <ClientMessages namespaces={['inspections']}>
      <DoorApp userId={viewer.userId} />
    </ClientMessages>
  )
}
