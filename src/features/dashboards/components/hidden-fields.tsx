/** What an address holds beside a form's own fields, so that sending the form keeps it; empty ones are left out. */
export const HiddenFields = ({ values }: { values: Readonly<Record<string, string | null>> }) =>
  Object.entries(values).map(([name, value]) => value !== null && value !== '' && <input key={name} type="hidden" name={name} value={value} />)
