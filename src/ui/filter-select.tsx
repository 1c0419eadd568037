import { Field, Select } from './field'

interface FilterSelectProps {
  /** The parameter of the address, and the control's id. */
  name: string
  label: string
  value: string
  /** The first choice, which narrows nothing; left out where something must be chosen. */
  all?: string
  choices: readonly { value: string; label: string }[]
  className?: string
}

/** One choice among the filters of a list: a plain form that makes an address. */
export function FilterSelect({ name, label, value, all, choices, className }: FilterSelectProps) {
  return (
    <Field id={name} label={label} {...(className === undefined ? {} : { className })}>
      <Select id={name} name={name} defaultValue={value}>
        {all !== undefined && <option value="">{all}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </Select>
    </Field>
  )
}

/** Stations as choices: by their codes, which is what addresses carry. */
export const stationChoices = (stations: readonly { code: string; name: string }[]) => stations.map(({ code, name }) => ({ value: code, label: name }))
