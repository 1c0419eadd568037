import { createTranslator } from 'use-intl/core'
import { loadMessages, type Messages } from '@/messages/load'
import type { FormatLocale } from './format'

/** The screens' words outside of a page: for files that are written by a job. */
export async function translatorFor<Namespace extends keyof Messages>(locale: FormatLocale, namespace: Namespace) {
  return createTranslator({ locale, messages: await loadMessages(locale), namespace })
}
