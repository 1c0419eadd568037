'use client'

import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { useState } from 'react'
import { ActionNotice } from '@/ui/action-notice'
import { Notice } from '@/ui/badge'
import { Button } from '@/ui/button'
import { Select } from '@/ui/field'
import { newRequestKey } from '@/ui/request-key'
import { addToCampaignAction } from '../actions'

interface SelectionBarProps {
  /** The form that the list's boxes belong to. */
  formId: string
  campaigns: readonly { number: string; name: string }[]
}

/** What to do with the ticked accounts: a campaign of their own, or one that there is. */
export function SelectionBar({ formId, campaigns }: SelectionBarProps) {
  const t = useTranslations('campaigns.selection')
  const [number, setNumber] = useState('')
  const [requestKey, setRequestKey] = useState(newRequestKey)
  const add = useAction(addToCampaignAction, { onSuccess: () => setRequestKey(newRequestKey()) })
  return (
    <form id={formId} action="/campaigns/new" className="no-print mb-4 grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-muted text-sm">{t('label')}</span>
        <Button type="submit">{t('plan')}</Button>
        {campaigns.length > 0 && (
          <>
            <Select aria-label={t('campaign')} value={number} onChange={(event) => setNumber(event.target.value)} className="w-auto max-w-56">
              <option value="">{t('choose')}</option>
              {campaigns.map((campaign) => (
                <option key={campaign.number} value={campaign.number}>
                  {campaign.name}
                </option>
              ))}
            </Select>
            <Button
              pending={add.isPending}
              disabled={number === ''}
              onClick={(event) => {
                const form = event.currentTarget.form
                const accountNos = form ? new FormData(form).getAll('account').map(String) : []
                add.execute({ requestKey, number, accountNos })
              }}
            >
              {t('add')}
            </Button>
          </>
        )}
      </div>
      {add.result.validationErrors && <Notice tone="bad" role="alert">{t('nothing')}</Notice>}
      <ActionNotice error={add.result.serverError} />
      {add.result.data && <Notice tone="good" role="status">{t('added', { count: add.result.data.added, number: add.result.data.number })}</Notice>}
    </form>
  )
}
