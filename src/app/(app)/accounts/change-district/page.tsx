import { getTranslations } from 'next-intl/server'
import { DomainError } from '@/domain/errors'
import { listStations } from '@/features/accounts/queries'
import { ChangeDistrictForm } from '@/features/register-changes/components/change-district-form'
import { SelectionTable } from '@/features/register-changes/components/selection-table'
import { TargetDistrict } from '@/features/register-changes/components/target-district'
import { getPlace } from '@/features/register-changes/place-queries'
import { selectionSchema } from '@/features/register-changes/schemas'
import { MOST_AT_ONCE, previewSelection } from '@/features/register-changes/selection-queries'
import { requireViewer } from '@/server/session'
import { Notice } from '@/ui/badge'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { EmptyState } from '@/ui/empty-state'
import { formatCount, formatKwh } from '@/ui/format'
import { LinkButton } from '@/ui/link-button'
import { PageHeader } from '@/ui/page-header'
import { single } from '@/ui/url'

interface ChangeDistrictPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata() {
  const t = await getTranslations('registerChanges')
  return { title: t('bulk.title') }
}

export default async function ChangeDistrictPage({ searchParams }: ChangeDistrictPageProps) {
  const viewer = await requireViewer('register.change')
  const params = await searchParams
  const [t, errors, shell, accounts] = await Promise.all([getTranslations('registerChanges'), getTranslations('errors'), getTranslations('shell'), getTranslations('accounts')])
  const parsed = selectionSchema.safeParse({
    accountNos: [params['account'] ?? []].flat(), all: single(params['all']) === '1',
    q: single(params['q']) ?? '', station: single(params['station']) ?? '', district: single(params['district']) ?? '', category: single(params['category']) ?? '', status: single(params['status']) ?? '',
  })
  const selection = parsed.data ?? selectionSchema.parse({})
  const [preview, stations] = await Promise.all([previewSelection(viewer, selection), listStations(viewer)])
  const codes = new Set(preview.districts.map(({ stationCode }) => stationCode))
  const station = codes.size === 1 ? stations.find(({ code }) => codes.has(code)) : undefined
  const asked = single(params['to']) ?? ''
  const place = station && asked !== '' ? await getPlace(viewer, station.code, asked).catch((error: unknown) => (error instanceof DomainError ? error : Promise.reject(error))) : null
  const moving = place === null || place instanceof DomainError ? preview.accounts : preview.accounts - (preview.districts.find(({ code }) => code === place.district.code)?.accounts ?? 0)
  const header = <PageHeader title={t('bulk.title')} description={t('bulk.description')} crumbs={[{ label: accounts('title'), href: '/accounts' }]} crumbsLabel={shell('breadcrumbs')} />
  if (preview.accounts === 0 || preview.accounts > MOST_AT_ONCE)
    return (
      <>
        {header}
        <EmptyState title={preview.accounts === 0 ? t('bulk.none') : t('bulk.tooMany', { count: formatCount(MOST_AT_ONCE) })}>
          <LinkButton href="/accounts">{t('bulk.back')}</LinkButton>
        </EmptyState>
      </>
    )
  return (
    <>
      {header}
      <div className="grid gap-4">
        <Card flush title={t('bulk.chosenAccounts', { count: formatCount(preview.accounts), kwh: formatKwh(preview.energyWh) })}>
          <SelectionTable preview={preview} />
        </Card>
        {station === undefined ? (
          <Notice tone="warn" title={t('bulk.severalStations')}>
            {t('bulk.severalStationsBody')}
          </Notice>
        ) : (
          <Card title={t('bulk.target')}>
            <div className="grid gap-4">
              <TargetDistrict viewer={viewer} station={station} selection={selection} value={asked} />
              {place instanceof DomainError && (
                <Notice tone="bad" role="alert">
                  {errors('district-not-found', { district: asked, station: station.name })}
                </Notice>
              )}
              {place !== null && !(place instanceof DomainError) && (
                <ClientMessages namespaces={['registerChanges']}>
                  <ChangeDistrictForm
                    key={preview.seen}
                    selection={selection}
                    station={station.code}
                    district={place.district.code}
                    seen={preview.seen}
                    effect={t('bulk.effect', { count: formatCount(moving), name: place.district.name, code: place.district.code, kwh: formatKwh(preview.energyWh) })}
                  />
                </ClientMessages>
              )}
            </div>
          </Card>
        )}
      </div>
    </>
  )
}
