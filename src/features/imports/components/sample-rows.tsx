import { useLocale, useTranslations } from 'next-intl'
import { columnName, type ImportKind, type Mapping } from '@/domain/imports/columns'
import { Table, Td, Th } from '@/ui/table'

interface SampleRowsProps {
  kind: ImportKind
  header: readonly string[]
  mapping: Mapping
  rows: readonly (readonly string[])[]
}

/** The file's first rows as they are, with what each column was taken for above it. */
export function SampleRows({ kind, header, mapping, rows }: SampleRowsProps) {
  const t = useTranslations('imports.detail')
  const locale = useLocale()
  const columns = new Map(Object.entries(mapping).map(([column, place]) => [place, column]))
  return (
    <Table caption={t('sample')}>
      <thead>
        <tr>
          {header.map((title, place) => {
            const column = columns.get(place)
            const name = column === undefined ? '' : columnName(kind, column, locale)
            return (
              <Th key={place}>
                {title}
                {name !== '' && name !== title && <span className="text-accent block">→ {name}</span>}
              </Th>
            )
          })}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, index) => (
          <tr key={index}>
            {header.map((_, place) => (
              <Td key={place} className="whitespace-nowrap">
                {cells[place] ?? ''}
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
