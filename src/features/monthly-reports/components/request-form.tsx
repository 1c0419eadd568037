'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState, type FormEvent } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { Field, Select } from '@/ui/field'
import { requestReportAction } from '../actions'

interface RequestFormProps {
  months: readonly { value: string; label: string }[]
  /** With the company first, for those who see all of it. */
  places: readonly { code: string; name: string }[]
  locales: readonly { value: string; label: string }[]
}

/** Asks for a report; the worker writes it while one goes on. */
export function RequestForm({ months, places, locales }: RequestFormProps) {
  const t = useTranslations('monthlyReports')
  const router = useRouter()
  const [wrong, setWrong] = useState(false)
  const request = useAction(requestReportAction, { onSuccess: () => router.refresh() })
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const fields = Object.fromEntries(new FormData(event.currentTarget))
    // What checks the form is loaded when there is something to check.
    const { requestReportSchema } = await import('../schemas')
    const parsed = requestReportSchema.safeParse(fields)
    setWrong(!parsed.success)
    if (parsed.success) request.execute({ ...parsed.data })
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="mb-4 grid grid-cols-2 gap-3 sm:flex sm:flex-wrap sm:items-end">
      <Field id="report-month" label={t('month')} error={wrong ? t('wrong') : undefined}>
        <Select id="report-month" name="month">
          {months.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="report-station" label={t('station')}>
        <Select id="report-station" name="stationCode">
          {places.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="report-locale" label={t('locale')}>
        <Select id="report-locale" name="locale">
          {locales.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <Button type="submit" variant="primary" pending={request.isPending} className="self-end">
        {t('request')}
      </Button>
      <ActionNotice error={request.result.serverError} />
    </form>
  )
}
