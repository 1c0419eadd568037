import type { Drawing } from '@/ui/drawing/shapes'
import { columnWidths } from './column-widths'

/** How a column of a table stands on the page: its share of the width, and figures to the right. */
export interface ColumnLook {
  width: number
  numeric?: boolean
}

/** A report before it is a Word or a PDF file: what both are made of. */
export type Block =
  | { kind: 'heading'; level: 1 | 2; text: string }
  | { kind: 'text'; text: string; strong?: string }
  | { kind: 'note'; text: string }
  | { kind: 'table'; caption: string; head: readonly string[]; rows: readonly (readonly string[])[]; columns: readonly ColumnLook[] }
  | { kind: 'figure'; caption: string; drawing: Drawing }

export interface Report {
  locale: 'zh-CN' | 'en'
  title: string
  subtitle: string
  cover: readonly (readonly [string, string])[]
  blocks: readonly Block[]
  /** At the foot of every page. */
  footer: string
  /** How a page's number is written, with `{page}` and `{pages}` in it. */
  pageOf: string
}

/** Points: the text's width on A4, in both files within a little. */
const PAGE_WIDTH = 470

const lookOf = (column: number | ColumnLook): ColumnLook => (typeof column === 'number' ? { width: column } : column)

/** Numbers tables and figures in the order they come, each on its own, as such reports do. */
export class Numbered {
  readonly blocks: Block[] = []
  private tables = 0
  private figures = 0
  private chapters = 0

  constructor(private readonly words: { table: (number: number, name: string) => string; figure: (number: number, name: string) => string; chapter: (number: number, name: string) => string }) {}

  chapter(name: string): void {
    this.blocks.push({ kind: 'heading', level: 1, text: this.words.chapter((this.chapters += 1), name) })
  }

  section(text: string): void {
    this.blocks.push({ kind: 'heading', level: 2, text })
  }

  text(text: string, strong?: string): void {
    if (text.trim() !== '' || strong) this.blocks.push(strong ? { kind: 'text', text, strong } : { kind: 'text', text })
  }

  note(text: string): void {
    this.blocks.push({ kind: 'note', text })
  }

  /** @param columns how each column looks, or its width alone */
  table(name: string, head: readonly string[], rows: readonly (readonly string[])[], columns?: readonly (number | ColumnLook)[]): void {
    if (rows.length === 0) return
    const looks = head.map((_, place): ColumnLook => lookOf(columns?.[place] ?? 1))
    // What stands in brackets behind a name begins a line of its own.
    const names = head.map((one) => one.replace('（', '\n（'))
    const widths = columnWidths(names, rows, looks.map(({ width }) => width), PAGE_WIDTH)
    this.blocks.push({ kind: 'table', caption: this.words.table((this.tables += 1), name), head: names, rows, columns: looks.map(({ numeric = false }, place) => ({ width: widths[place] ?? 0, numeric })) })
  }

  figure(name: string, drawing: Drawing | null): void {
    if (drawing) this.blocks.push({ kind: 'figure', caption: this.words.figure((this.figures += 1), name), drawing })
  }
}
