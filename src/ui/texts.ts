import { createTranslator } from 'use-intl/core'
import { loadMessages } from '@/messages/load'
import type { FormatLocale } from './format'

/** The texts of a language outside of any page, for documents that are written in the background. */
export async function textsFor(locale: FormatLocale) {
  const messages = await loadMessages(locale)
  return {
    analysis: createTranslator({ locale, messages, namespace: 'analysis' }),
    chartNotes: createTranslator({ locale, messages, namespace: 'chartNotes' }),
    dashboard: createTranslator({ locale, messages, namespace: 'dashboard' }),
    common: createTranslator({ locale, messages, namespace: 'common' }),
    monthlyReports: createTranslator({ locale, messages, namespace: 'monthlyReports' }),
  }
}

export type DocumentTexts = Awaited<ReturnType<typeof textsFor>>
