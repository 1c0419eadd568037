import { ArrowDown, ArrowRight, ArrowUp } from 'lucide-react'

/**
 * A change with its sign, arrow and colour. More is neither good nor bad in itself (a summer's load is neither), so the
 * colours only tell the directions apart.
 */
export function Change({ direction, children }: { direction: number; children: string }) {
  const Arrow = direction > 0 ? ArrowUp : direction < 0 ? ArrowDown : ArrowRight
  const tone = direction > 0 ? 'text-accent' : direction < 0 ? 'text-warn' : 'text-muted'
  return (
    <span className={`inline-flex items-center gap-0.5 whitespace-nowrap ${tone}`}>
      <Arrow aria-hidden className="size-3.5 shrink-0" />
      <span className="tabular">{children}</span>
    </span>
  )
}
