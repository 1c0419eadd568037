import type { LateChange } from '../late-change-queries'

type Words = (key: 'changeKinds.sheet', values: { title: string; count: number }) => string

/** What was changed behind a gate, in words: `changed “Pareto”`. */
export const lateChangeText = ({ kind, title, count }: Pick<LateChange, 'kind' | 'title' | 'count'>, t: Words): string => t(`changeKinds.${kind}` as 'changeKinds.sheet', { title: title ?? '', count })
