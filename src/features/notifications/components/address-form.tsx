'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Button } from '@/ui/button'
import { describedBy, Field, TextInput } from '@/ui/field'
import { newRequestKey } from '@/ui/request-key'
import { useLate } from '@/ui/use-late'
import { setAddressAction } from '../actions'

/** Where one's notifications are mailed to. */
export function AddressForm({ initial }: { initial: string }) {
  const t = useTranslations('notifications.mail')
  const [address, setAddress] = useState(initial)
  const { execute, result, isPending } = useAction(setAddressAction)
  const schema = useLate(() => import('../schemas').then(({ addressSchema }) => addressSchema.shape.address))
  const wrong = schema.late?.safeParse(address.trim()).success === false
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void schema.fetch().then((ready) => {
          if (ready?.safeParse(address.trim()).success) execute({ address: address.trim(), requestKey: newRequestKey() })
        })
      }}
    >
      <Field id="mail-address" label={t('address')} error={wrong ? t('wrong') : undefined} className="min-w-64">
        <TextInput {...describedBy('mail-address', wrong)} type="email" autoComplete="email" value={address} onChange={(event) => setAddress(event.target.value)} />
      </Field>
      <Button type="submit" pending={isPending} disabled={wrong}>
        {t('save')}
      </Button>
      {result.data?.address === address.trim() && <p role="status">{t('saved')}</p>}
      <ActionNotice error={schema.lost ?? result.serverError} />
    </form>
  )
}
