'use client'

import { LogOut } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useTransition } from 'react'
import { Button } from '@/ui/button'
import { clearDevice, isLeaving, rememberLeaving, unsentRecords } from '@/ui/device-data'
import { logOutAction } from '../actions'

const logOut = async (): Promise<void> => {
  await logOutAction()
}

/** Logs out, and takes what was kept on this device with it; asks first when something there is begun or was not sent yet. */
export function LogOutButton() {
  const t = useTranslations('shell')
  const [pending, start] = useTransition()
  useEffect(() => {
    const finish = () => {
      if (navigator.onLine && isLeaving()) start(logOut)
    }
    finish()
    window.addEventListener('online', finish)
    return () => window.removeEventListener('online', finish)
  }, [])
  const leave = async () => {
    const unsent = await unsentRecords().catch(() => 0)
    if (unsent > 0 && !window.confirm(t('unsentOnLogOut', { count: unsent }))) return
    await clearDevice().catch(() => undefined)
    if (navigator.onLine) return logOut()
    rememberLeaving()
    // Nothing of it stays on the screen either.
    window.alert(t('logOutOffline'))
    window.location.replace('/login')
  }
  return (
    <Button variant="ghost" pending={pending} onClick={() => start(leave)} aria-label={t('logOut')} title={t('logOut')} className="px-2">
      <LogOut aria-hidden className="size-4" />
    </Button>
  )
}
