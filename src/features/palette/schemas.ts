/** Something that the palette leads to. */
export interface PaletteItem {
  href: string
  label: string
  /** What stands beside it. */
  note: string
  /** By which else it is found: initials, codes. */
  keywords: string
}

export const PALETTE_GROUPS = ['accounts', 'orders', 'stations'] as const
export type PaletteFound = Record<(typeof PALETTE_GROUPS)[number], PaletteItem[]>
