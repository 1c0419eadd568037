import { getTranslations } from 'next-intl/server'
import { Card } from '@/ui/card'
import { ColumnTable, type Column } from '@/ui/column-table'
import { formatCount, formatYuan } from '@/ui/format'
import type { CampaignDistrict } from '../queries'
import { InspectorChoice } from './inspector-choice'

interface CampaignDistrictsProps {
  number: string
  districts: readonly CampaignDistrict[]
  inspectors: readonly { id: string; name: string }[]
  /** Whether inspectors can be assigned now. */
  assignable: boolean
}

/** The districts of a campaign: doors, progress, who walks there. */
export async function CampaignDistricts({ number, districts, inspectors, assignable }: CampaignDistrictsProps) {
  const t = await getTranslations('campaigns.detail')
  const columns: Column<CampaignDistrict>[] = [
    { head: t('district'), cell: ({ name, code }) => <>{name} <span className="text-muted tabular block text-sm">{code}</span></> },
    {
      head: t('progress'),
      numeric: true,
      cell: ({ name, done, tasks }) => (
        <>
          {`${formatCount(done)} / ${formatCount(tasks)}`}
          <progress max={tasks} value={done} aria-label={t('progressOf', { district: name })} className="accent-accent mt-1 ml-auto block h-1.5 w-full max-w-32" />
        </>
      ),
    },
    { head: t('findings'), numeric: true, cell: ({ findings }) => formatCount(findings) },
    { head: t('expected'), numeric: true, cell: ({ expectedFen }) => formatYuan(expectedFen) },
    {
      head: t('inspector'),
      cell: (district) =>
        assignable && district.done < district.tasks ? (
          <InspectorChoice number={number} district={district} inspectorId={district.inspectorId ?? ''} inspectors={inspectors} />
        ) : (
          (district.inspectorName ?? '—')
        ),
    },
  ]
  return (
    <Card flush title={t('districts')} className="mb-4">
      <ColumnTable stacks caption={t('districts')} columns={columns} rows={districts} keyOf={({ code }) => code} />
    </Card>
  )
}
