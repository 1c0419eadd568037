'use client'

import dynamic from 'next/dynamic'

export interface EnergyAndBillProps {
  points: readonly { label: string; energy: string; energyText: string; amount: string; amountText: string }[]
  words: { chart: string; energy: string; amount: string }
}

const Drawing = dynamic(() => import('./energy-and-bill'), { ssr: false })

/** Energy as bars and what it cost as a line, month by month; the exact figures are in the tooltip and in the table below. */
export function EnergyAndBillChart(props: EnergyAndBillProps) {
  return (
    <figure aria-label={props.words.chart} className="no-print h-56 w-full max-w-3xl">
      <Drawing {...props} />
    </figure>
  )
}
