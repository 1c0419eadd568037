import { getLocale, getTranslations } from 'next-intl/server'
import { isBillingMonth } from '@/domain/plain-date'
import { listStations } from '@/features/accounts/queries'
import { PrintButton } from '@/features/work-orders/components/print-button'
import { RegisterTable } from '@/features/work-orders/components/register-table'
import { orderRegister, registerMonths } from '@/features/work-orders/register-queries'
import { requireViewer } from '@/server/session'
import { Button, buttonStyle } from '@/ui/button'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { EmptyState } from '@/ui/empty-state'
import { Field, Select, TextInput } from '@/ui/field'
import { formatMonth } from '@/ui/format'
import { ListKeys } from '@/ui/list-keys'
import { PageHeader } from '@/ui/page-header'
import { single, withParams } from '@/ui/url'

interface RegisterPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata() {
  const t = await getTranslations('orderLife.register')
  return { title: t('title') }
}

export default async function RegisterPage({ searchParams }: RegisterPageProps) {
  const viewer = await requireViewer('work-orders.read')
  const params = await searchParams
  const [t, orders, shell, locale, stations] = await Promise.all([
    getTranslations('orderLife.register'),
    getTranslations('workOrders'),
    getTranslations('shell'),
    getLocale(),
    listStations(viewer),
  ])
  const station = stations.find(({ code }) => code === single(params['station'])) ?? stations[0]
  if (!station) return <EmptyState title={t('empty')} />
  const asked = single(params['month'])
  const month = asked !== undefined && isBillingMonth(asked) ? asked : ((await registerMonths(viewer, station))[0] ?? station.openMonth)
  const register = await orderRegister(viewer, station, month)
  const file = (format: string) => withParams('/work-orders/register/download', { station: station.code, month, format })
  return (
    <div className="print-wide">
      <ListKeys />
      <PageHeader
        title={t('heading', { station: station.name, month: formatMonth(month, locale) })}
        crumbs={[{ label: orders('title'), href: '/work-orders' }]}
        crumbsLabel={shell('breadcrumbs')}
        actions={
          <>
            <a className={buttonStyle()} href={file('xlsx')}>{t('xlsx')}</a>
            <a className={buttonStyle()} href={file('csv')}>{t('csv')}</a>
            <ClientMessages namespaces={['workOrders']}>
              <PrintButton />
            </ClientMessages>
          </>
        }
      />
      <form className="no-print mb-4 flex flex-wrap items-end gap-3">
        <Field id="station" label={t('station')}>
          <Select id="station" name="station" defaultValue={station.code}>
            {stations.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field id="month" label={t('month')}>
          <TextInput id="month" name="month" type="month" defaultValue={month} />
        </Field>
        <Button type="submit">{t('show')}</Button>
      </form>
      <Card flush>
        {register.rows.length === 0 ? (
          <EmptyState title={t('empty')}>
            <p>{t('emptyHint')}</p>
          </EmptyState>
        ) : (
          <RegisterTable {...register} />
        )}
      </Card>
      <div className="mt-8 hidden grid-cols-2 gap-8 print:grid">
        <p className="border-line border p-3">{t('signKeeper')}</p>
        <p className="border-line border p-3">{t('signHead')}</p>
      </div>
    </div>
  )
}
