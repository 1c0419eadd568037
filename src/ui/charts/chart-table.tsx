'use client'

import Link from 'next/link'
import { Table, Td, Th } from '../table'
import type { ChartSpec } from './chart-spec'

/** The chart's numbers, each leading where its mark does. Made where it is looked at: most charts stay drawings. */
export default function ChartTable({ spec: { title, unit, labelHead, labels, series, control } }: { spec: ChartSpec }) {
  return (
    <Table caption={title}>
      <thead>
        <tr>
          <Th>{labelHead}</Th>
          {series.map(({ key, label }) => (
            <Th key={key} numeric className="whitespace-normal">
              {`${label} (${unit})`}
            </Th>
          ))}
          {control && <Th numeric>{control.lowerHead}</Th>}
          {control && <Th numeric>{control.upperHead}</Th>}
        </tr>
      </thead>
      <tbody>
        {labels.map((label, index) => (
          <tr key={`${label} ${index}`}>
            <Th scope="row" className="text-ink font-normal">
              {label}
            </Th>
            {series.map(({ key, points }) => {
              const point = points[index]
              return (
                <Td key={key} numeric title={point?.exact}>
                  {point?.href ? (
                    <Link href={point.href} prefetch={false} className="text-accent underline underline-offset-2">
                      {point.text}
                    </Link>
                  ) : (
                    (point?.text ?? '—')
                  )}
                </Td>
              )
            })}
            {control && <Td numeric>{percentText(control.limits[index]?.lower)}</Td>}
            {control && <Td numeric>{percentText(control.limits[index]?.upper)}</Td>}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

const percentText = (value: string | undefined): string => (value === undefined ? '—' : `${value} %`)
