import { useTranslations } from 'next-intl'
import { Badge } from '@/ui/badge'
import { classNames } from '@/ui/class-names'
import { Table, Td, Th } from '@/ui/table'
import type { ComparedFact } from './version-facts'

interface FactComparisonProps {
  caption: string
  /** Null where there is nothing to compare with: then nothing is marked. */
  before: string | null
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
          {before !== null && <Th>{before}</Th>}
          <Th>{after}</Th>
          {before !== null && <Th>{t('change')}</Th>}
        </tr>
      </thead>
      <tbody>
        {facts.map(({ key, label, before: old, after: fresh, change }) => {
          const marked = before !== null && change !== 'none'
          return (
            <tr key={key} className={classNames(marked && 'bg-warn-soft')} data-change={before === null ? undefined : change}>
              <Th scope="row" className="text-ink align-top whitespace-normal">
                {label}
              </Th>
              {before !== null && (
                <Td className="min-w-40">
                  <Lines lines={old} />
                </Td>
              )}
              <Td className={classNames('min-w-40', marked && 'font-semibold')}>
                <Lines lines={fresh} />
              </Td>
              {before !== null && <Td>{change !== 'none' && <Badge tone={TONES[change]}>{t(change)}</Badge>}</Td>}
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}

const Lines = ({ lines }: { lines: readonly string[] | null }) =>
  lines === null ? <>—</> : lines.map((line) => <p key={line}>{line}</p>)
