import { getTranslations } from 'next-intl/server'
import { Card } from '@/ui/card'
import { formatCount, formatYuan } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
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
  return (
    <Card flush title={t('districts')} className="mb-4">
      <Table caption={t('districts')}>
        <thead>
          <tr>
            <Th>{t('district')}</Th>
            <Th numeric>{t('progress')}</Th>
            <Th numeric>{t('findings')}</Th>
            <Th numeric>{t('expected')}</Th>
            <Th>{t('inspector')}</Th>
          </tr>
        </thead>
        <tbody>
          {districts.map((district) => (
            <tr key={district.code}>
              <Td>
                {district.name} <span className="text-muted tabular block text-sm">{district.code}</span>
              </Td>
              <Td numeric>
                {`${formatCount(district.done)} / ${formatCount(district.tasks)}`}
                <progress max={district.tasks} value={district.done} aria-label={t('progressOf', { district: district.name })} className="accent-accent mt-1 block h-1.5 w-full" />
              </Td>
              <Td numeric>{formatCount(district.findings)}</Td>
              <Td numeric>{formatYuan(district.expectedFen)}</Td>
              <Td>
                {assignable && district.done < district.tasks ? (
                  <InspectorChoice number={number} district={district} inspectorId={district.inspectorId ?? ''} inspectors={inspectors} />
                ) : (
                  (district.inspectorName ?? '—')
                )}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  )
}
