/**
 * How likely something is wrong at an account, and what it is worth to go there. Probabilities are parts in a million: whole
 * numbers, so that money stays exact.
 */
import { roundHalfUp } from '../decimal'
import { fen, type Fen } from '../money'
import { RULES, type Rule } from './rules'

export const MILLION = 1_000_000

/** Of so many inspections, so many found something. */
export interface HitRate {
  inspected: number
  hits: number
}

/** How often each rule alone is right before anyone has looked: careful guesses that inspections replace. */
const FIRST_ESTIMATE: Readonly<Record<Rule, number>> = {
  'shop-level': 0.04, 'shop-season': 0.04, 'shop-name': 0.3, 'split-never-applied': 0.8, 'split-not-verified': 0.1, 'use-swaps': 0.5,
  'zero-readings': 0.05, 'frozen-readings': 0.1, 'other-price': 0.9, 'sudden-step': 0.08, 'step-after-handover': 0.25, neighbours: 0.05,
}

/** What level, season, name and neighbours say is in the model already: they give reasons, and count only where it is silent. */
const IN_MODEL: readonly Rule[] = ['shop-level', 'shop-season', 'shop-name', 'neighbours']

/** The estimate weighs as much as this many inspections. */
const PRIOR_INSPECTIONS = 12

/** What is known of each rule and of the model, by the probability that was told (tenths). */
export interface Feedback {
  rules: ReadonlyMap<Rule, HitRate>
  /** By tenth of the model's probability: 0 for under 10 %, 9 for 90 % and more. */
  bands: ReadonlyMap<number, HitRate>
}

export const NO_FEEDBACK: Feedback = { rules: new Map(), bands: new Map() }

export const bandOf = (probability: number): number => Math.min(9, Math.max(0, Math.floor(probability * 10)))

/** The mean of a Beta distribution that begins with the estimate and learns from what was found. */
export const learnedRate = (estimate: number, found: HitRate | undefined): number =>
  (estimate * PRIOR_INSPECTIONS + (found?.hits ?? 0)) / (PRIOR_INSPECTIONS + (found?.inspected ?? 0))

/** How often a rule is right, as known now. */
export const ruleRate = (rule: Rule, { rules }: Feedback): number => learnedRate(FIRST_ESTIMATE[rule], rules.get(rule))

/**
 * The probability that something is wrong: the model's, moved to what inspections of its band found, and independently of it
 * each rule that sees what the model does not (1 − Π(1 − pᵢ)).
 * @returns parts in a million
 */
export function probabilityPpm(modelProbability: number, rules: readonly Rule[], feedback: Feedback): number {
  const ofModel = learnedRate(modelProbability, feedback.bands.get(bandOf(modelProbability)))
  const right = rules.filter((rule) => !IN_MODEL.includes(rule)).reduce((left, rule) => left * (1 - ruleRate(rule, feedback)), 1 - ofModel)
  return Math.round((1 - right) * MILLION)
}

/** Probability × yuan, to the fen. */
export const expectedFen = (stakeFen: Fen, ppm: number): Fen => fen(roundHalfUp(stakeFen * BigInt(ppm), BigInt(MILLION)))

export const isRule = (text: string): text is Rule => RULES.some((rule) => rule === text)
