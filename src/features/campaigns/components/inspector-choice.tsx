'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useAction } from 'next-safe-action/hooks'
import { ActionNotice } from '@/ui/action-notice'
import { Select } from '@/ui/field'
import { newRequestKey } from '@/ui/request-key'
import { assignInspectorAction } from '../actions'

interface InspectorChoiceProps {
  number: string
  district: { code: string; name: string }
  inspectorId: string
  inspectors: readonly { id: string; name: string }[]
}

/** Who walks a district; takes effect when chosen. */
export function InspectorChoice({ number, district, inspectorId, inspectors }: InspectorChoiceProps) {
  const t = useTranslations('campaigns.detail')
  const router = useRouter()
  const assign = useAction(assignInspectorAction, { onSuccess: () => router.refresh() })
  return (
    <>
      <Select
        aria-label={t('inspectorFor', { district: district.name })}
        value={assign.isPending ? assign.input.inspectorId : inspectorId}
        disabled={assign.isPending}
        onChange={(event) => assign.execute({ requestKey: newRequestKey(), number, districtCode: district.code, inspectorId: event.target.value })}
        className="min-w-32"
      >
        <option value="">{t('nobody')}</option>
        {inspectors.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <ActionNotice error={assign.result.serverError} />
    </>
  )
}
