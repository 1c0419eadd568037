/** What the chart of an account's months draws; texts come ready-made, numbers as decimal text. */
export interface EnergyAndBillProps {
  points: readonly { label: string; energy: string; energyText: string; amount: string; amountText: string }[]
  words: { chart: string; energy: string; amount: string }
}
