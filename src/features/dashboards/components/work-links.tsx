import { getTranslations } from 'next-intl/server'
import { mayDo } from '@/domain/identity/permissions'
import { waitingCounts } from '@/features/work-orders/waiting-queries'
import type { Viewer } from '@/server/viewer'
import { LinkButton } from '@/ui/link-button'

/** Where the day's work waits: accounts to look into for who prepares orders, orders to decide for who decides them. */
export async function WorkLinks({ viewer }: { viewer: Viewer }) {
  const prepares = mayDo(viewer.role, 'work-orders.prepare')
  const decides = mayDo(viewer.role, 'work-orders.decide')
  if (!prepares && !decides) return null
  const [t, counts] = await Promise.all([getTranslations('dashboard.work'), waitingCounts(viewer)])
  return (
    <>
      {decides && <LinkButton href="/work-orders?state=submitted">{t('toDecide', { count: counts.submitted })}</LinkButton>}
      {prepares && <LinkButton href="/work-orders?state=draft">{t('drafts', { count: counts.drafts })}</LinkButton>}
      {prepares && <LinkButton href="/accounts">{t('accounts')}</LinkButton>}
    </>
  )
}
