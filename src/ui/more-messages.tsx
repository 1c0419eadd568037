'use client'

import { NextIntlClientProvider, useLocale, useMessages } from 'next-intl'
import { useMemo, type ComponentProps, type ReactNode } from 'react'

type Texts = NonNullable<ComponentProps<typeof NextIntlClientProvider>['messages']>

/** Adds texts to those that are there already. */
export function MoreMessages({ messages, children }: { messages: Texts; children: ReactNode }) {
  const here = useMessages()
  const all = useMemo(() => ({ ...here, ...messages }), [here, messages])
  return (
    <NextIntlClientProvider locale={useLocale()} messages={all}>
      {children}
    </NextIntlClientProvider>
  )
}
