import { getLocale, getTranslations } from 'next-intl/server'
import type { BillingMonth } from '@/domain/plain-date'
import { Button } from '@/ui/button'
import { Field, Select } from '@/ui/field'
import { formatMonth } from '@/ui/format'

/** The month whose figures are shown: in the address, so that it can be sent to someone. */
export async function MonthChoice({ action, months, month }: { action: string; months: readonly BillingMonth[]; month: BillingMonth }) {
  const [t, locale] = await Promise.all([getTranslations('register'), getLocale()])
  return (
    <form action={action} className="no-print flex items-end gap-2">
      <Field id="month" label={t('month')}>
        <Select id="month" name="month" defaultValue={month}>
          {months.map((one) => (
            <option key={one} value={one}>
              {formatMonth(one, locale)}
            </option>
          ))}
        </Select>
      </Field>
      <Button type="submit">{t('show')}</Button>
    </form>
  )
}
