'use client'

import { Printer } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/ui/button'

/** Prints the order as an A4 page with signature boxes. */
export function PrintButton() {
  const t = useTranslations('workOrders.detail')
  return (
    <Button onClick={() => window.print()}>
      <Printer aria-hidden className="size-4" />
      {t('print')}
    </Button>
  )
}
