import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { LogOutButton } from '@/features/identity/components/log-out-button'
import { requireUser } from '@/server/session'

/** The frame of pages that go along on a phone: one narrow column, a way back to the desk, and out. */
export default async function PhoneLayout({ children }: { children: ReactNode }) {
  await requireUser()
  const t = await getTranslations('inspections.door')
  return (
    <div className="mx-auto min-h-dvh max-w-xl">
      <header className="border-line bg-surface sticky top-0 z-20 flex min-h-12 items-center justify-between gap-2 border-b px-4">
        <Link href="/stations" prefetch={false} className="text-accent py-1 hover:underline">
          {t('desk')}
        </Link>
        <LogOutButton />
      </header>
      <main id="main" className="p-4">
        {children}
      </main>
    </div>
  )
}
