import type { Drawing } from '@/ui/drawing/shapes'

/** A drawing with what is said around it, as it stands in a file or a document. */
export interface TitledDrawing {
  drawing: Drawing
  title: string
  /** Said under it: what scope, what notes. */
  lines: readonly string[]
}
