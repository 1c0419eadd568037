'use client'

import dynamic from 'next/dynamic'
import type { EnergyAndBillProps } from './energy-and-bill-points'

const Drawing = dynamic(() => import('./energy-and-bill'), { ssr: false })

/** Energy as bars and what it cost as a line, month by month; the exact figures are in the tooltip and in the table below. */
export function EnergyAndBillChart(props: EnergyAndBillProps) {
  return (
    <figure aria-label={props.words.chart} className="no-print h-56 w-full max-w-3xl">
      <Drawing {...props} />
    </figure>
  )
}
