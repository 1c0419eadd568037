'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { PURPOSES, type Purpose } from '@/domain/identity/masking'
import { Field, Select, TextInput } from './field'

/**
 * Asks what personal data is wanted for in full, as the fields `purpose` and `note` of the form around it; a purpose that has no
 * name needs the note. @param id begins the fields' ids
 */
export function PurposeFields({ id, initial = PURPOSES[0] }: { id: string; initial?: Purpose }) {
  const t = useTranslations('personalData')
  const [purpose, setPurpose] = useState(initial)
  const isOther = purpose === 'other'
  return (
    <>
      <Field id={`${id}-purpose`} label={t('purpose')}>
        <Select id={`${id}-purpose`} name="purpose" value={purpose} onChange={({ target }) => setPurpose(PURPOSES.find((one) => one === target.value) ?? 'other')}>
          {PURPOSES.map((one) => (
            <option key={one} value={one}>
              {t(`purposes.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field id={`${id}-note`} label={isOther ? t('noteRequired') : t('note')}>
        <TextInput id={`${id}-note`} name="note" maxLength={200} required={isOther} />
      </Field>
    </>
  )
}
