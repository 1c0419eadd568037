import { getTranslations } from 'next-intl/server'
import { ChooseAll } from '@/features/accounts/components/choose-all'
import { Button } from '@/ui/button'
import { ClientMessages } from '@/ui/client-messages'
import type { ListValues } from '@/features/accounts/list-queries'
import { COUNT_CAP } from '@/features/accounts/search-queries'
import { formatCount } from '@/ui/format'

export const BULK_FORM = 'bulk'

/**
 * What may be done with the rows chosen on this page, or with everything that the filter finds, on however many pages.
 * `matching`: the accounts that this would change, as `matchingCount` counts them.
 */
export async function BulkBar({ values, matching }: { values: ListValues; matching: number }) {
  const t = await getTranslations('registerChanges.bulk')
  return (
    <form id={BULK_FORM} action="/accounts/change-district" className="no-print flex flex-wrap items-center gap-x-4 gap-y-2 px-4 pb-3">
      <ClientMessages namespaces={['lists']}>
        <ChooseAll form={BULK_FORM} />
      </ClientMessages>
      {(['q', 'station', 'district', 'category', 'status'] as const).map((name) => values[name] !== '' && <input key={name} type="hidden" name={name} value={values[name]} />)}
      <Button type="submit">{t('chosen')}</Button>
      {matching > 0 && (
        <Button type="submit" name="all" value="1" variant="ghost">
          {t('all', { count: matching > COUNT_CAP ? `${formatCount(COUNT_CAP)}+` : formatCount(matching) })}
        </Button>
      )}
    </form>
  )
}
