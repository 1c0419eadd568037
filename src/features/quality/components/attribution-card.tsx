import { useLocale, useTranslations } from 'next-intl'
import { Badge } from '@/ui/badge'
import { Card } from '@/ui/card'
import { DrawingFigure } from '@/ui/drawing/drawing-figure'
import { formatMonth } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'
import type { Attribution, Comparison } from '../attribution-queries'
import type { Standing } from '../standing-queries'
import { bridgeDrawing, bridgeRows, comparisonDrawing, comparisonText } from './attribution-words'
import { monthsText, targetUnit, withUnit } from './metric-text'

/** Three ways of asking whether it was the project, each with its answer or why there is none. */
export function AttributionCard({ attribution, standing }: { attribution: Attribution; standing: Standing }) {
  const t = useTranslations('quality')
  const locale = useLocale()
  const { lastYear, comparison, bridge } = attribution
  const unit = targetUnit(standing.bound.target, t)
  return (
    <div className="grid gap-4">
      <Card title={t('attribution.title')}>
        <p className="text-muted">{t('attribution.lead')}</p>
        <h3 className="mt-3 font-semibold">{t('attribution.lastYear')}</h3>
        {lastYear && (lastYear.value === null ? <p data-cannot>{t('attribution.lastYearNone', { months: monthsText(lastYear, locale) })}</p> : <p>{t('attribution.lastYearText', { before: withUnit(lastYear.value, unit), now: withUnit(standing.result, unit) })}</p>)}
      </Card>
      <Card title={t('attribution.did')}>
        <ComparisonFound comparison={comparison} />
      </Card>
      <Card title={t('attribution.bridge')}>
        {bridge.bridge === null ? <p data-cannot>{t('attribution.bridgeNone')}</p> : <BridgeFound {...bridge} bridge={bridge.bridge} />}
      </Card>
    </div>
  )
}

function ComparisonFound({ comparison }: { comparison: Comparison }) {
  const t = useTranslations('quality.attribution')
  const locale = useLocale()
  const { cannot, found, verdict, because } = comparisonText(comparison, t)
  if (cannot !== null) return <p data-cannot>{cannot}</p>
  const drawing = comparisonDrawing(comparison, t, locale)
  return (
    <div className="grid grid-cols-1 gap-2">
      {found.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <div data-verdict>
        <Badge tone={verdict.tone}>{verdict.text}</Badge>
        <ul className="mt-1 list-disc pl-5">
          {because.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </div>
      {drawing && <DrawingFigure drawing={drawing} title={t('did')} />}
      <p className="text-muted text-sm">{t('preTrend')}</p>
    </div>
  )
}

function BridgeFound({ from, to, bridge }: { from: Attribution['bridge']['from']; to: Attribution['bridge']['to']; bridge: NonNullable<Attribution['bridge']['bridge']> }) {
  const t = useTranslations('quality.attribution')
  const locale = useLocale()
  return (
    <div className="grid grid-cols-1 gap-3">
      <p className="text-muted">{t('bridgeText', { from: formatMonth(from, locale), to: formatMonth(to, locale) })}</p>
      <DrawingFigure title={t('bridge')} drawing={bridgeDrawing(bridge, t)} />
      <Table caption={t('bridge')}>
        <thead>
          <tr>
            <Th>{t('bridge')}</Th>
            <Th numeric>{t('amount')}</Th>
            <Th numeric>{t('share')}</Th>
          </tr>
        </thead>
        <tbody>
          {bridgeRows(bridge, t).map(([name, amount, share]) => (
            <tr key={name}>
              <Td>{name}</Td>
              <Td numeric>{amount}</Td>
              <Td numeric>{share}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  )
}
