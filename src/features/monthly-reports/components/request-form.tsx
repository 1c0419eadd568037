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
  /** Those that have bills anywhere, the newest first. */
  months: readonly { value: string; label: string }[]
  /** With the company first, for those who see all of it; `unbilled` are those of the months that it has no bills of. */
  places: readonly { code: string; name: string; unbilled: readonly string[] }[]
  locales: readonly { value: string; label: string }[]
}

/** Asks for a report of a month that the place chosen has bills of; the worker writes it while one goes on. */
export function RequestForm({ months, places, locales }: RequestFormProps) {
  const t = useTranslations('monthlyReports')
  const router = useRouter()
  const [wrong, setWrong] = useState(false)
  const reportable = ({ unbilled }: { unbilled: readonly string[] }) => unbilled.length < months.length
  const [chosen, setChosen] = useState(() => places.find(reportable)?.code)
  const unbilled = places.find(({ code }) => code === chosen)?.unbilled ?? []
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
          {months.filter(({ value }) => !unbilled.includes(value)).map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="report-station" label={t('station')}>
        <Select id="report-station" name="stationCode" value={chosen} onChange={({ target }) => setChosen(target.value)}>
          {places.map((place) => (
            <option key={place.code} value={place.code} disabled={!reportable(place)}>
              {reportable(place) ? place.name : t('unbilled', { name: place.name })}
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
