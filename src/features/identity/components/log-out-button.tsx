'use client'

import { LogOut } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { Button } from '@/ui/button'
import { logOutAction } from '../actions'

export function LogOutButton() {
  const t = useTranslations('shell')
  const { execute, isPending } = useAction(logOutAction)
  return (
    <Button variant="ghost" pending={isPending} onClick={() => execute()} aria-label={t('logOut')} title={t('logOut')} className="px-2">
      <LogOut aria-hidden className="size-4" />
    </Button>
  )
}
