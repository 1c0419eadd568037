/** What to look at on the door step, by what brought the inspector there. */
import type { Rule } from '../suspects/rules'

export const CHECKLISTS = ['general', 'shop', 'split', 'alternating', 'meter'] as const
export type Checklist = (typeof CHECKLISTS)[number]

export const CHECKS = ['meter-number', 'seal-intact', 'use-seen', 'sign-board', 'machines', 'split-share', 'second-meter', 'connected-load', 'occupied', 'reading'] as const
export type Check = (typeof CHECKS)[number]

export const ANSWERS = ['yes', 'no', 'unknown'] as const
export type Answer = (typeof ANSWERS)[number]

const ITEMS: Readonly<Record<Checklist, readonly Check[]>> = {
  general: ['meter-number', 'seal-intact', 'use-seen', 'sign-board'],
  shop: ['meter-number', 'seal-intact', 'sign-board', 'machines', 'use-seen'],
  split: ['meter-number', 'seal-intact', 'split-share', 'connected-load'],
  alternating: ['meter-number', 'second-meter', 'sign-board', 'use-seen'],
  meter: ['meter-number', 'seal-intact', 'reading', 'occupied'],
}

export const checksOf = (checklist: Checklist): readonly Check[] => ITEMS[checklist]

export const isChecklist = (text: string): text is Checklist => CHECKLISTS.some((one) => one === text)

const BY_RULE: Partial<Record<Rule, Checklist>> = {
  'use-swaps': 'alternating', 'split-never-applied': 'split', 'split-not-verified': 'split', 'zero-readings': 'meter', 'frozen-readings': 'meter',
  'shop-level': 'shop', 'shop-season': 'shop', 'shop-name': 'shop', 'other-price': 'shop', neighbours: 'shop', 'sudden-step': 'shop', 'step-after-handover': 'shop',
}
const MOST_TELLING: readonly Checklist[] = ['alternating', 'split', 'meter', 'shop']

/** The checklist for an account with these signs. */
export function checklistFor(rules: readonly Rule[]): Checklist {
  const lists = rules.map((rule) => BY_RULE[rule])
  return MOST_TELLING.find((list) => lists.includes(list)) ?? 'general'
}
