import { getTranslations } from 'next-intl/server'
import { Badge } from '@/ui/badge'
import { formatCount } from '@/ui/format'
import type { BrokenLink } from '../chain-queries'

interface ChainStateProps {
  links: bigint
  broken: readonly (BrokenLink & { stationCode: string })[]
  unrecorded: readonly { fact: string; key: string }[]
}

/** Whether the chains hold, checked now: the first broken link of each station, and changes without an entry. */
export async function ChainState({ links, broken, unrecorded }: ChainStateProps) {
  const t = await getTranslations('auditLog.chain')
  if (broken.length + unrecorded.length === 0) {
    return (
      <p>
        <Badge tone="good">{t('whole')}</Badge> {t('links', { count: formatCount(links) })}
      </p>
    )
  }
  return (
    <ul className="grid gap-1" role="alert">
      {broken.map(({ stationCode, seq, entry, fault }) => (
        <li key={`${stationCode}-${seq}-${entry}`}>
          <Badge tone="bad">{t('broken')}</Badge> {t(`faults.${fault}`, { station: stationCode, seq: String(seq ?? '—') })}
        </li>
      ))}
      {unrecorded.map(({ fact, key }) => (
        <li key={`${fact}-${key}`}>
          <Badge tone="bad">{t('unrecorded')}</Badge> {fact}: {key}
        </li>
      ))}
    </ul>
  )
}
