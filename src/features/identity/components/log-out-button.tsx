'use client'

import { LogOut } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { Button } from '@/ui/button'
import { clearDevice, unsentRecords } from '@/ui/device-data'
import { logOutAction } from '../actions'

/** Logs out, and takes what was kept on this device with it; asks first when something there was not sent yet. */
export function LogOutButton() {
  const t = useTranslations('shell')
  const { execute, isPending } = useAction(logOutAction)
  const leave = async () => {
    const unsent = await unsentRecords().catch(() => 0)
    if (unsent > 0 && !window.confirm(t('unsentOnLogOut', { count: unsent }))) return
    await clearDevice().catch(() => undefined)
    execute()
  }
  return (
    <Button variant="ghost" pending={isPending} onClick={() => void leave()} aria-label={t('logOut')} title={t('logOut')} className="px-2">
      <LogOut aria-hidden className="size-4" />
    </Button>
  )
}
