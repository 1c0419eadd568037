'use client'

import { useTranslations } from 'next-intl'
import { useSyncExternalStore } from 'react'
import { Button } from '@/ui/button'
import { install, installOffered, installsByHand, onInstallOffer } from '../phone/install'

const never = () => false
const nothing = () => () => undefined

/** Offers to put the page among the phone's apps, where the browser can; says how where it goes by hand. */
export function InstallButton() {
  const t = useTranslations('inspections.door')
  const offered = useSyncExternalStore(onInstallOffer, installOffered, never)
  const byHand = useSyncExternalStore(nothing, installsByHand, never)
  if (!offered) return byHand ? <p className="text-muted text-sm">{t('installByHand')}</p> : null
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button className="min-h-11" onClick={() => void install()}>
        {t('install')}
      </Button>
      <span className="text-muted text-sm">{t('installWhy')}</span>
    </div>
  )
}
