'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { describedBy, Field, TextArea, TextInput } from '@/ui/field'
import { newRequestKey } from '@/ui/request-key'
import { useLate } from '@/ui/use-late'
import { openComplaintAction } from '../actions'

/** What a customer objects to, in their words. */
export function ComplaintForm({ orderNumber, customer }: { orderNumber: string; customer: string }) {
  const t = useTranslations('complaints')
  const router = useRouter()
  const [requestKey] = useState(newRequestKey)
  const [values, setValues] = useState({ complainant: customer, contact: '', content: '' })
  const [asked, setAsked] = useState(false)
  const { execute, result, isPending, hasSucceeded } = useAction(openComplaintAction, { onSuccess: ({ data }) => data && router.push(`/complaints/${data.number}`) })
  const schema = useLate(() => import('../schemas').then(({ complaintFormSchema }) => complaintFormSchema))
  const checked = asked ? schema.late?.safeParse({ orderNumber, ...values }) : undefined
  const fault = (field: keyof typeof values) => {
    const issue = checked?.success === false ? checked.error.issues.find(({ path }) => path[0] === field) : undefined
    return issue && t(`faults.${issue.message === 'too-long' ? 'too-long' : 'missing'}`)
  }
  const input = (field: keyof typeof values) => ({
    ...describedBy(field, fault(field) !== undefined),
    value: values[field],
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [field]: event.target.value }),
  })
  return (
    <form
      className="grid gap-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        void schema.fetch().then((ready) => {
          const found = ready?.safeParse({ orderNumber, ...values })
          if (found?.success) execute({ ...found.data, requestKey })
        })
      }}
    >
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field id="complainant" label={t('form.complainant')} error={fault('complainant')}>
          <TextInput {...input('complainant')} maxLength={100} />
        </Field>
        <Field id="contact" label={t('form.contact')} error={fault('contact')}>
          <TextInput {...input('contact')} maxLength={200} />
        </Field>
      </div>
      <Field id="content" label={t('form.content')} hint={t('form.hint')} error={fault('content')}>
        <TextArea {...input('content')} maxLength={4000} className="min-h-32" />
      </Field>
      <ActionNotice error={schema.lost ?? result.serverError} />
      <div>
        <Button type="submit" variant="primary" pending={isPending || hasSucceeded}>
          {t('form.submit')}
        </Button>
      </div>
    </form>
  )
}
