/** An inspection campaign's life and its number. */
import type { BillingMonth } from '../plain-date'

export const CAMPAIGN_STATES = ['planned', 'running', 'finished', 'cancelled'] as const
export type CampaignState = (typeof CAMPAIGN_STATES)[number]

export const CAMPAIGN_STEPS = ['start', 'finish', 'cancel'] as const
export type CampaignStep = (typeof CAMPAIGN_STEPS)[number]

const STEPS: Readonly<Record<CampaignStep, { from: readonly CampaignState[]; to: CampaignState }>> = {
  start: { from: ['planned'], to: 'running' },
  finish: { from: ['running'], to: 'finished' },
  cancel: { from: ['planned', 'running'], to: 'cancelled' },
}

/** The state that a step leads to, or null where it is not possible. */
export const stateAfter = (state: CampaignState, step: CampaignStep): CampaignState | null => (STEPS[step].from.includes(state) ? STEPS[step].to : null)

/** The steps that are possible in a state. */
export const stepsFrom = (state: CampaignState): CampaignStep[] => CAMPAIGN_STEPS.filter((step) => STEPS[step].from.includes(state))

/** `PC-STATION-YYYYMM-NNNN`, gapless per station and open month. */
export const campaignNumber = (station: string, month: BillingMonth, place: number): string => `PC-${station}-${month.replace('-', '')}-${String(place).padStart(4, '0')}`
