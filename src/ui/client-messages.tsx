import { NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { Messages } from '@/messages/load'

type Namespace = keyof Messages

const ALWAYS = ['common', 'errors', 'shell'] as const satisfies readonly Namespace[]

/** Hands client components the texts they need and no more, so that a page does not carry every screen's words. */
export async function ClientMessages({ namespaces = [], children }: { namespaces?: readonly Namespace[]; children: ReactNode }) {
  const messages = await getMessages()
  const picked = Object.fromEntries([...ALWAYS, ...namespaces].map((namespace) => [namespace, messages[namespace]]))
  return <NextIntlClientProvider messages={picked}>{children}</NextIntlClientProvider>
}
