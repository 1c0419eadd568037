import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Card } from '../card'
import { ChartFrame } from './chart-frame'
import { isEmptyChart, type ChartSpec } from './chart-spec'

export const FILE_FORMATS = ['png', 'svg', 'csv', 'xlsx'] as const
export type FileFormat = (typeof FILE_FORMATS)[number]

interface ChartCardProps {
  spec: ChartSpec
  /** The address of a format's file. */
  fileHref?: (format: FileFormat) => string
  children?: ReactNode
}

/**
 * A chart with its table behind a switch and its files. Numbers and drawing are there before any script, and print.
 */
export function ChartCard({ spec, fileHref, children }: ChartCardProps) {
  const t = useTranslations('charts')
  return (
    <Card title={<span className="block pr-28">{spec.title}</span>} id={`chart-${spec.id}`} className="break-inside-avoid">
      {isEmptyChart(spec) ? (
        <p className="text-muted">{t('empty')}</p>
      ) : (
        <ChartFrame
          spec={spec}
          words={{ chart: t('chart'), table: t('table') }}
        >
          {fileHref && <Files fileHref={fileHref} label={t('download', { title: spec.title })} />}
        </ChartFrame>
      )}
      {spec.notes.length > 0 && (
        <ol className="text-muted mt-2 text-sm" aria-label={t('notes')}>
          {spec.notes.map(({ at, text }, index) => (
            <li key={`${at} ${text}`}>
              <span className="text-warn font-semibold">▼{index + 1}</span> {spec.labels[at]} · {text}
            </li>
          ))}
        </ol>
      )}
      {spec.footnote !== undefined && <p className="text-muted mt-2 text-sm">{spec.footnote}</p>}
      {children}
    </Card>
  )
}

const Files = ({ fileHref, label }: { fileHref: (format: FileFormat) => string; label: string }) => (
  <details className="group relative">
    <summary aria-label={label} title={label} className="hover:bg-raised flex min-h-9 min-w-9 list-none items-center justify-center rounded-md">
      <Download aria-hidden className="size-4" />
    </summary>
    <ul className="border-line bg-surface absolute right-0 z-10 rounded-md border p-1 shadow-lg">
      {FILE_FORMATS.map((format) => (
        <li key={format}>
          <a href={fileHref(format)} download className="hover:bg-raised block min-h-8 rounded px-3 py-1.5">
            {format.toUpperCase()}
          </a>
        </li>
      ))}
    </ul>
  </details>
)
