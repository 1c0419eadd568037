'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { Field, Select } from '@/ui/field'
import { requestReportAction } from '../actions'
import { REPORT_LANGUAGES } from '../choices'

/** One click: Word and PDF at once, in the language chosen. */
export function WriteReport({ project }: { project: string }) {
  const t = useTranslations('qualityReport')
  const router = useRouter()
  const [locale, setLocale] = useState(useLocale())
  const { execute, result, isPending } = useAction(requestReportAction, { onSuccess: () => router.refresh() })
  return (
    <div className="grid gap-3">
      <p className="text-muted">{t('writeHint')}</p>
      <div className="flex flex-wrap items-end gap-3">
        <Field id="report-language" label={t('language')}>
          <Select id="report-language" value={locale} onChange={(event) => setLocale(REPORT_LANGUAGES.find((language) => language === event.target.value) ?? locale)}>
            {REPORT_LANGUAGES.map((option) => (
              <option key={option} value={option}>
                {t(`languages.${option}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Button variant="primary" pending={isPending} onClick={() => execute({ project, locale })}>
          {t('write')}
        </Button>
      </div>
      <ActionNotice error={result.serverError} />
    </div>
  )
}
