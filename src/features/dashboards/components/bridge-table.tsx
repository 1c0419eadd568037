import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { BRIDGE_STEPS, type Bridge, type BridgeStep } from '@/domain/change/bridge'
import { percentOf } from '@/domain/change/change'
import { signOf } from '@/domain/decimal'
import { fen } from '@/domain/money'
import { Card } from '@/ui/card'
import { Change } from '@/ui/change'
import { formatShare, formatSignedYuan, formatYuan } from '@/ui/format'
import { Table, Td, Th } from '@/ui/table'

/** The steps with their exact amounts and, one click away, what each means. */
export function BridgeTable({ bridge, hrefOf }: { bridge: Bridge; hrefOf: (step: BridgeStep | null) => string }) {
  const t = useTranslations('analysis.why')
  const change = fen(bridge.to - bridge.from)
  const share = (part: bigint) => {
    const percent = percentOf(part, change < 0n ? -change : change)
    return percent === null ? '—' : formatShare(percent)
  }
  return (
    <Card title={t('title')} flush>
      <Table caption={t('chart')}>
        <thead>
          <tr>
            <Th>{t('step')}</Th>
            <Th numeric>{t('amount')}</Th>
            <Th numeric>{t('share')}</Th>
          </tr>
        </thead>
        <tbody>
          <tr className="bg-raised font-semibold" data-step="from">
            <Td>{t('revenueBefore')}</Td>
            <Td numeric>{formatYuan(bridge.from)}</Td>
            <Td />
          </tr>
          {BRIDGE_STEPS.map((step) => (
            <tr key={step} data-step={step}>
              <Td>
                <details>
                  <summary className="min-h-6 underline decoration-dotted underline-offset-4">{t(`steps.${step}`)}</summary>
                  <p className="text-muted mt-1 max-w-xl text-sm">{t(`definitions.${step}`)}</p>
                </details>
              </Td>
              <Td numeric>
                <Link href={hrefOf(step)} prefetch={false} className="underline underline-offset-2">
                  <Change direction={signOf(bridge[step])}>{formatSignedYuan(bridge[step])}</Change>
                </Link>
              </Td>
              <Td numeric>{share(bridge[step])}</Td>
            </tr>
          ))}
          <tr className="font-semibold" data-step="change">
            <Td>{t('change')}</Td>
            <Td numeric>
              <Link href={hrefOf(null)} prefetch={false} className="underline underline-offset-2">
                <Change direction={signOf(change)}>{formatSignedYuan(change)}</Change>
              </Link>
            </Td>
            <Td numeric>{change === 0n ? '—' : share(change < 0n ? -change : change)}</Td>
          </tr>
          <tr className="bg-raised font-semibold" data-step="to">
            <Td>{t('revenueAfter')}</Td>
            <Td numeric>{formatYuan(bridge.to)}</Td>
            <Td />
          </tr>
        </tbody>
      </Table>
      <p className="text-muted px-4 py-3 text-sm">{`${t('volume')}: ${formatSignedYuan(bridge.volume)} · ${t('exact')}`}</p>
    </Card>
  )
}
