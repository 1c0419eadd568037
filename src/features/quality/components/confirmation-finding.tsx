'use client'

import { useTranslations } from 'next-intl'
import type { Row } from '@/domain/quality/tool-sheet'
import { confirmationTest } from './confirmation-test'

/** What the four counts of a cause come to, under its name. */
export function ConfirmationFinding({ row }: { row: Row }) {
  const test = confirmationTest(row, useTranslations('qualityTools'))
  return test !== null && <span className="text-muted block text-sm font-normal">{test}</span>
}
