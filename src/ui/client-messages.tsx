import { NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { Messages } from '@/messages/load'
import { MoreMessages } from './more-messages'

type Namespace = keyof Messages

const ALWAYS = ['common', 'errors', 'shell'] as const satisfies readonly Namespace[]

const picked = async (namespaces: readonly Namespace[]) => {
  const messages = await getMessages()
  return Object.fromEntries(namespaces.map((namespace) => [namespace, messages[namespace]]))
}

/** The texts that client components of every page may need; around all others, once. */
export const RootMessages = async ({ children }: { children: ReactNode }) => <NextIntlClientProvider messages={await picked(ALWAYS)}>{children}</NextIntlClientProvider>

/** Hands client components the further texts they need and no more, so that a page does not carry every screen's words. */
export const ClientMessages = async ({ namespaces, children }: { namespaces: readonly Namespace[]; children: ReactNode }) => <MoreMessages messages={await picked(namespaces)}>{children}</MoreMessages>
