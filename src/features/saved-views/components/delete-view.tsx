'use client'

import { X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useAction } from 'next-safe-action/hooks'
import { deleteViewAction } from '../actions'

export function DeleteView({ id, label }: { id: string; label: string }) {
  const router = useRouter()
  const { execute, isPending } = useAction(deleteViewAction, { onSuccess: () => router.refresh() })
  return (
    <button type="button" aria-label={label} disabled={isPending} onClick={() => execute({ id })} className="text-muted hover:text-bad grid size-7 place-items-center rounded-full">
      <X aria-hidden className="size-3.5" />
    </button>
  )
}
