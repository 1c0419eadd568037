'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/ui/button'
import type { SentInspectionInput } from '../schemas'

const MICRO = 1_000_000
const WAIT_MS = 20_000

interface PositionButtonProps {
  position: SentInspectionInput['position']
  change: (position: SentInspectionInput['position']) => void
}

/** Adds where the phone is, if its owner allows it; the visit counts without it. */
export function PositionButton({ position, change }: PositionButtonProps) {
  const t = useTranslations('inspections.form')
  const [state, setState] = useState<'idle' | 'asking' | 'denied' | 'unknown'>('idle')
  const ask = () => {
    // Old browsers, and pages that came without https, have none.
    if (!('geolocation' in navigator)) return setState('unknown')
    setState('asking')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState('idle')
        const degrees = (value: number): string => String(Math.round(value * MICRO) / MICRO)
        change({ latitude: degrees(coords.latitude), longitude: degrees(coords.longitude), accuracyM: String(Math.min(999_999, Math.round(coords.accuracy))) })
      },
      ({ code, PERMISSION_DENIED }) => setState(code === PERMISSION_DENIED ? 'denied' : 'unknown'),
      { enableHighAccuracy: true, timeout: WAIT_MS },
    )
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button className="min-h-11" pending={state === 'asking'} onClick={ask}>
        {t(position ? 'positionAgain' : 'position')}
      </Button>
      <span role="status" className="text-muted text-sm">
        {position && t('positionIs', position)}
        {state === 'denied' && t('positionDenied')}
        {state === 'unknown' && t('positionUnknown')}
      </span>
    </div>
  )
}
