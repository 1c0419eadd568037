/** Colours that the colour-blind tell apart, each with a pattern of its own besides. */
export const SERIES_COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#b58900'] as const
export const PATTERNS = ['plain', 'stripes', 'dots', 'grid', 'rising'] as const

const MARKS: Record<(typeof PATTERNS)[number], string> = {
  plain: '',
  stripes: 'M0 8L8 0M-2 2L2 -2M6 10L10 6',
  dots: 'M2 2h2v2h-2zM6 6h2v2h-2z',
  grid: 'M0 4h8M4 0v8',
  rising: 'M0 0L8 8M-2 6L2 10M6 -2L10 2',
}

export function SeriesPatterns({ id }: { id: string }) {
  return PATTERNS.flatMap((pattern) =>
    SERIES_COLOURS.map((colour, index) => (
      <pattern key={`${pattern}-${colour}`} id={`${id}-${pattern}-${index}`} width={8} height={8} patternUnits="userSpaceOnUse">
        <rect width={8} height={8} fill={colour} fillOpacity={0.85} />
        <path d={MARKS[pattern]} stroke="#ffffff" strokeWidth={1.5} fill={pattern === 'dots' ? '#ffffff' : 'none'} />
      </pattern>
    )),
  )
}
