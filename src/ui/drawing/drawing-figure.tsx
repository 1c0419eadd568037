import { DrawingSvg } from './drawing-svg'
import type { Drawing } from './shapes'

/** A drawing on the screen, and on paper when the page is printed. Wide ones scroll sideways on a narrow screen. */
export function DrawingFigure({ drawing, title }: { drawing: Drawing; title: string }) {
  return (
    <div className="overflow-x-auto" tabIndex={0} role="group" aria-label={title}>
      <DrawingSvg drawing={drawing} title={title} className="mx-auto block w-full print:min-w-0" style={{ minWidth: Math.min(drawing.width, 560), maxWidth: drawing.width * 1.35 }} />
    </div>
  )
}
