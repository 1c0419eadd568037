import { useTranslations } from 'next-intl'
import type { OrderState } from '@/domain/work-order/transitions'
import { Badge, type Tone } from '@/ui/badge'

const TONES: Record<OrderState, Tone> = {
  draft: 'neutral',
  submitted: 'warn',
  approved: 'accent',
  applied: 'good',
  raised: 'bad',
  verified: 'good',
  closed: 'neutral',
  rejected: 'bad',
  cancelled: 'neutral',
  reversed: 'bad',
}

export function StateBadge({ state }: { state: OrderState }) {
  const t = useTranslations('workOrders.states')
  return <Badge tone={TONES[state]}>{t(state)}</Badge>
}
