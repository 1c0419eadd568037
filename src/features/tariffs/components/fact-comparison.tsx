import { useTranslations } from 'next-intl'
import { Badge } from '@/ui/badge'
import { classNames } from '@/ui/class-names'
import { Table, Td, Th } from '@/ui/table'
import type { ComparedFact } from './version-facts'

interface FactComparisonProps {
  caption: string
  before: string
  after: string
  facts: readonly ComparedFact[]
}

const TONES = { changed: 'warn', added: 'good', removed: 'bad' } as const

/** Before and after side by side; what differs is marked in words as well as in colour. */
export function FactComparison({ caption, before, after, facts }: FactComparisonProps) {
  const t = useTranslations('tariffs.compare')
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <Th>{t('item')}</Th>
          <Th>{before}</Th>
          <Th>{after}</Th>
          <Th>{t('change')}</Th>
        </tr>
      </thead>
      <tbody>
        {facts.map(({ key, label, before: old, after: fresh, change }) => (
          <tr key={key} className={classNames(change !== 'none' && 'bg-warn-soft')} data-change={change}>
            <Th scope="row" className="text-ink align-top whitespace-normal">
              {label}
            </Th>
            <Td className="min-w-40">
              <Lines lines={old} />
            </Td>
            <Td className={classNames('min-w-40', change !== 'none' && 'font-semibold')}>
              <Lines lines={fresh} />
            </Td>
            <Td>{change !== 'none' && <Badge tone={TONES[change]}>{t(change)}</Badge>}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

const Lines = ({ lines }: { lines: readonly string[] | null }) =>
  lines === null ? <>—</> : lines.map((line) => <p key={line}>{line}</p>)
