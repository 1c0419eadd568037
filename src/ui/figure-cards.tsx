import { classNames } from './class-names'

export interface Figure {
  /** For tests and links; not shown. */
  name: string
  label: string
  /** Formatted, with its unit where the label does not say it. */
  value: string
  note?: string
}

/** The few figures a page begins with, each in a card with what it means below. */
export const FigureCards = ({ figures, columns }: { figures: readonly Figure[]; columns: 3 | 4 | 5 }) => (
  <dl className={classNames('grid grid-cols-1 gap-3', COLUMNS[columns])}>
    {figures.map(({ name, label, value, note }) => (
      <div key={name} data-figure={name} className="bg-surface border-line rounded-lg border px-4 py-3">
        <dt className="text-muted text-sm">{label}</dt>
        <dd>
          <span className={classNames('tabular font-semibold', columns === 5 ? 'text-xl' : 'text-2xl')}>{value}</span>
          {note !== undefined && <span className="text-muted block text-sm">{note}</span>}
        </dd>
      </div>
    ))}
  </dl>
)

const COLUMNS = { 3: 'sm:grid-cols-3', 4: 'sm:grid-cols-2 xl:grid-cols-4', 5: 'sm:grid-cols-2 xl:grid-cols-5' } as const
