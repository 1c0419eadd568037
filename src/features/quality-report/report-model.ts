import type { Drawing } from '@/ui/drawing/drawing'

/** A report before it is a Word or a PDF file: what both are made of. */
export type Block =
  | { kind: 'heading'; level: 1 | 2; text: string }
  | { kind: 'text'; text: string; strong?: string }
  | { kind: 'note'; text: string }
  | { kind: 'table'; caption: string; head: readonly string[]; rows: readonly (readonly string[])[]; widths?: readonly number[] }
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

  table(name: string, head: readonly string[], rows: readonly (readonly string[])[], widths?: readonly number[]): void {
    if (rows.length > 0) this.blocks.push({ kind: 'table', caption: this.words.table((this.tables += 1), name), head, rows, ...(widths ? { widths } : {}) })
  }

  figure(name: string, drawing: Drawing | null): void {
    if (drawing) this.blocks.push({ kind: 'figure', caption: this.words.figure((this.figures += 1), name), drawing })
  }
}
