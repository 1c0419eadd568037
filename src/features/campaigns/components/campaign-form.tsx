'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { describedBy, Field, Select, TextArea, TextInput } from '@/ui/field'
import { newRequestKey } from '@/ui/request-key'
import { useLate } from '@/ui/use-late'
import { createCampaignAction } from '../actions'
import { CAMPAIGN_KINDS } from '../choices'
import type { CampaignForm as Values } from '../schemas'

interface CampaignFormProps {
  stations: readonly { code: string; name: string; districts: readonly { code: string; name: string }[] }[]
  initial: Omit<Values, 'requestKey'>
}

/** What of a text is a whole number: letters never get in. */
const wholeNumber = (text: string): number => Number(text.replaceAll(/\D/g, '').slice(0, 9))

/** Plans a campaign: which doors, when, what a visit costs. */
export function CampaignForm({ stations, initial }: CampaignFormProps) {
  const t = useTranslations('campaigns.form')
  const faults = useTranslations('campaigns.faults')
  const router = useRouter()
  const [values, setValues] = useState({ requestKey: newRequestKey(), ...initial })
  const [tried, setTried] = useState(false)
  const create = useAction(createCampaignAction, { onSuccess: ({ data }) => data && router.push(`/campaigns/${data.number}`) })
  const change = (more: Partial<Values>) => setValues((before) => ({ ...before, ...more }))
  const schema = useLate(() => import('../schemas').then(({ createCampaignSchema }) => createCampaignSchema))
  const checked = tried ? schema.late?.safeParse(values) : undefined
  const faultOf = (name: keyof Values): string | undefined => {
    if (checked?.success !== false) return undefined
    const issue = checked.error.issues.find(({ path }) => path[0] === name)
    return issue && faults(faults.has(issue.message as 'too-long') ? (issue.message as 'too-long') : 'wrong')
  }
  const districts = stations.find(({ code }) => code === values.stationCode)?.districts ?? []
  const byHand = values.kind === 'suspects' && values.accountNos.length > 0
  return (
    <form
      noValidate
      className="grid max-w-3xl gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        void schema.fetch().then((ready) => {
          if (ready?.safeParse(values).success) create.execute(values)
        })
      }}
    >
      <Field id="campaign-name" label={t('name')} error={faultOf('name')}>
        <TextInput {...describedBy('campaign-name', faultOf('name') !== undefined)} value={values.name} maxLength={100} onChange={(event) => change({ name: event.target.value })} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field id="campaign-station" label={t('station')} error={faultOf('stationCode')}>
          <Select {...describedBy('campaign-station', false)} value={values.stationCode} onChange={(event) => change({ stationCode: event.target.value, districtCodes: [] })}>
            {stations.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field id="campaign-kind" label={t('kind')} hint={t(`kindHints.${values.kind}`)}>
          <Select {...describedBy('campaign-kind', false)} value={values.kind} onChange={(event) => change({ kind: CAMPAIGN_KINDS.find((kind) => kind === event.target.value) ?? 'suspects' })}>
            {CAMPAIGN_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {t(`kinds.${kind}`)}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      {byHand && <p>{t('chosen', { count: values.accountNos.length })}</p>}
      {values.kind !== 'districts' && !byHand && (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field id="campaign-first" label={t(values.kind === 'suspects' ? 'first' : 'size')} error={faultOf('first')}>
            <TextInput {...describedBy('campaign-first', faultOf('first') !== undefined)} inputMode="numeric" value={values.first === 0 ? '' : String(values.first)} onChange={(event) => change({ first: wholeNumber(event.target.value) })} />
          </Field>
          {values.kind === 'random_sample' && (
            <Field id="campaign-seed" label={t('seed')} hint={t('seedHint')} error={faultOf('seed')}>
              <TextInput {...describedBy('campaign-seed', faultOf('seed') !== undefined)} inputMode="numeric" value={String(values.seed)} onChange={(event) => change({ seed: wholeNumber(event.target.value) })} />
            </Field>
          )}
        </div>
      )}
      {values.kind !== 'suspects' && (
        <Field id="campaign-districts" label={t('districts')} hint={t(values.kind === 'districts' ? 'districtsHint' : 'sampleHint')} error={faultOf('districtCodes')}>
          <Select
            {...describedBy('campaign-districts', faultOf('districtCodes') !== undefined)}
            multiple
            size={8}
            value={values.districtCodes}
            onChange={(event) => change({ districtCodes: [...event.target.selectedOptions].map(({ value }) => value) })}
          >
            {districts.map(({ code, name }) => (
              <option key={code} value={code}>
                {`${code} ${name}`}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <div className="grid gap-4 sm:grid-cols-3">
        <Field id="campaign-starts" label={t('starts')} error={faultOf('startsOn')}>
          <TextInput {...describedBy('campaign-starts', faultOf('startsOn') !== undefined)} type="date" value={values.startsOn} onChange={(event) => change({ startsOn: event.target.value })} />
        </Field>
        <Field id="campaign-ends" label={t('ends')} error={faultOf('endsOn')}>
          <TextInput {...describedBy('campaign-ends', faultOf('endsOn') !== undefined)} type="date" value={values.endsOn} onChange={(event) => change({ endsOn: event.target.value })} />
        </Field>
        <Field id="campaign-cost" label={t('cost')} hint={t('costHint')} error={faultOf('visitCostYuan')}>
          <TextInput {...describedBy('campaign-cost', faultOf('visitCostYuan') !== undefined)} inputMode="decimal" value={values.visitCostYuan} onChange={(event) => change({ visitCostYuan: event.target.value })} />
        </Field>
      </div>
      <Field id="campaign-note" label={t('note')}>
        <TextArea id="campaign-note" value={values.note} maxLength={2000} onChange={(event) => change({ note: event.target.value })} />
      </Field>
      <ActionNotice error={schema.lost ?? create.result.serverError} />
      <div>
        <Button type="submit" variant="primary" pending={create.isPending || create.hasSucceeded}>
          {t('create')}
        </Button>
      </div>
    </form>
  )
}
