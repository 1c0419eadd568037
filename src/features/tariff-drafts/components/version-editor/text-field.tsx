'use client'

import { describedBy, Field, Select, TextInput } from '@/ui/field'

interface TextFieldProps {
  id: string
  label: string
  value: string | undefined
  error: string | undefined
  onChange: (value: string) => void
  type?: 'text' | 'date'
  decimal?: boolean
  placeholder?: string
}

export const TextField = ({ id, label, value, error, onChange, type = 'text', decimal = false, placeholder }: TextFieldProps) => (
  <Field id={id} label={label} error={error}>
    <TextInput
      {...describedBy(id, error !== undefined)}
      type={type}
      value={value ?? ''}
      placeholder={placeholder}
      inputMode={decimal ? 'decimal' : undefined}
      className={decimal ? 'tabular text-right' : undefined}
      onChange={(event) => onChange(event.target.value)}
    />
  </Field>
)

interface ChoiceFieldProps {
  id: string
  label: string
  value: string | undefined
  error?: string | undefined
  onChange: (value: string) => void
  options: readonly { value: string; label: string }[]
}

export const ChoiceField = ({ id, label, value, error, onChange, options }: ChoiceFieldProps) => (
  <Field id={id} label={label} error={error}>
    <Select {...describedBy(id, error !== undefined)} value={value ?? ''} onChange={(event) => onChange(event.target.value)}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </Select>
  </Field>
)
