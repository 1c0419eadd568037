'use client'

import { useRouter } from 'next/navigation'
import { useAction } from 'next-safe-action/hooks'
import { Button } from '@/ui/button'
import { markReadAction } from '../actions'

export function MarkRead({ keys, label }: { keys: 'all' | string[]; label: string }) {
  const router = useRouter()
  const { execute, isPending } = useAction(markReadAction, { onSuccess: () => router.refresh() })
  return (
    <Button variant={keys === 'all' ? 'secondary' : 'ghost'} pending={isPending} onClick={() => execute({ keys })}>
      {label}
    </Button>
  )
}
