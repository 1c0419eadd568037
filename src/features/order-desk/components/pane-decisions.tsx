'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { SetWiseDecision } from '@/features/work-orders/schemas-set-wise'
import { Button } from '@/ui/button'
import { QuickDecision, type QuickOrder } from './quick-decision'

/** What may be decided on the order beside the list, for those who use the mouse. */
export function PaneDecisions({ order, decisions }: { order: QuickOrder; decisions: readonly SetWiseDecision[] }) {
  const t = useTranslations('orderDesk.bulk.decisions')
  const [decision, setDecision] = useState<SetWiseDecision | null>(null)
  return (
    <div className="mb-3 flex flex-wrap gap-2">
      {decisions.map((one) => (
        <Button key={one} variant={one === 'approve-and-apply' ? 'primary' : 'secondary'} onClick={() => setDecision(one)}>
          {t(one)}
        </Button>
      ))}
      {decision && <QuickDecision key={decision} row={order} decision={decision} onClose={() => setDecision(null)} />}
    </div>
  )
}
