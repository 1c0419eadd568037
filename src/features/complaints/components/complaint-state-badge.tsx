import { useTranslations } from 'next-intl'
import type { ComplaintState } from '@/domain/complaint/transitions'
import { Badge, type Tone } from '@/ui/badge'

const TONES: Record<ComplaintState, Tone> = { received: 'warn', investigating: 'accent', decided: 'accent', answered: 'good', closed: 'neutral' }

export function ComplaintStateBadge({ state }: { state: ComplaintState }) {
  const t = useTranslations('complaints.states')
  return <Badge tone={TONES[state]}>{t(state)}</Badge>
}
