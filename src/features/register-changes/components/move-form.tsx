'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { describedBy, Field, Select, TextArea, TextInput } from '@/ui/field'
import { newRequestKey } from '@/ui/request-key'
import { withParams } from '@/ui/url'
import { moveAccountAction } from '../actions'

interface MoveFormProps {
  accountNo: string
  /** The station it stands in. */
  from: string
  stations: readonly { code: string; name: string }[]
  /** The station chosen, and its districts. */
  station: string
  districts: readonly { code: string; name: string }[]
}

/** Where an account goes and why. Another station brings its own districts. */
export function MoveForm({ accountNo, from, stations, station, districts }: MoveFormProps) {
  const t = useTranslations('registerChanges')
  const common = useTranslations('common')
  const router = useRouter()
  const [requestKey] = useState(newRequestKey)
  const { execute, result, isPending, hasSucceeded } = useAction(moveAccountAction, { onSuccess: () => router.push(`/accounts/${accountNo}`) })
  const submit = (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? '')
    execute({ accountNo, from, station, district: text('district'), reason: text('reason'), requestKey })
  }
  return (
    <form
      className="grid max-w-2xl gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        submit(new FormData(event.currentTarget))
      }}
    >
      <Field id="station" label={common('station')}>
        <Select id="station" value={station} onChange={(event) => router.replace(withParams(`/accounts/${accountNo}/move`, { station: event.target.value }))}>
          {stations.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field id="district" label={common('district')} hint={t('bulk.toHint')}>
        <TextInput {...describedBy('district', false)} key={station} name="district" required list="districts" autoComplete="off" />
      </Field>
      <datalist id="districts">
        {districts.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </datalist>
      <p className="text-muted text-sm">{station === from ? t('bulk.billsStay') : t('move.betweenStations')}</p>
      <Field id="reason" label={t('reason')}>
        <TextArea {...describedBy('reason', false)} name="reason" required maxLength={500} />
      </Field>
      <ActionNotice error={result.serverError} />
      <div>
        <Button type="submit" variant="primary" pending={isPending || hasSucceeded}>
          {t('move.apply')}
        </Button>
      </div>
    </form>
  )
}
