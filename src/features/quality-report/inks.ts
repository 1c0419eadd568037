import type { Ink } from '@/ui/drawing/drawing'

/** Colours on paper: the same meanings as on the screen, on white. */
const PAPER: Readonly<Record<Ink, string>> = {
  ink: '#17202b', muted: '#57626f', line: '#dfe3e8', accent: '#0b63c5', good: '#12703f', warn: '#8a5200', bad: '#b3261e', surface: '#ffffff', raised: '#f0f2f5',
  series0: '#0072b2', series1: '#d55e00', series2: '#009e73', series3: '#cc79a7', series4: '#b58900',
}

export const paper = (ink: Ink | undefined): string => PAPER[ink ?? 'ink']
