import { DrawingSvg } from '../drawing/drawing-svg'
import { CHART_WIDTH } from './draw-chart'
import { energyAndBillDrawing, type EnergyAndBillPoint } from './draw-energy-and-bill'

interface EnergyAndBillProps {
  points: readonly EnergyAndBillPoint[]
  words: { chart: string; energy: string; amount: string }
}

/** Energy as bars and what it cost as a line, month by month; the exact figures are on hover and in the table below. */
export function EnergyAndBill({ points, words }: EnergyAndBillProps) {
  return (
    <figure className="no-print max-w-3xl">
      <DrawingSvg drawing={energyAndBillDrawing(points, words, CHART_WIDTH.wide)} title={words.chart} asPicture className="hidden w-full sm:block" />
      <DrawingSvg drawing={energyAndBillDrawing(points, words, CHART_WIDTH.narrow)} title={words.chart} asPicture className="w-full sm:hidden" />
    </figure>
  )
}
