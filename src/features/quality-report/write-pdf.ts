import { createElement, Fragment, type ReactElement } from 'react'
import { Document, Page, renderToBuffer, StyleSheet, Text, View, type TextProps } from '@react-pdf/renderer'
import { DrawingPdf, PDF_FONT } from '@/ui/drawing/drawing-pdf'
import { textWidth } from '@/ui/drawing/words'
import type { Block, ColumnLook, Report } from './report-model'

// No line height anywhere: the library multiplies it each time a page is laid out anew. The font's own is wide enough.
/** Points: A4 less its margins. */
const TEXT_WIDTH = 483

const styles = StyleSheet.create({
  page: { fontFamily: PDF_FONT, fontSize: 10, paddingTop: 56, paddingBottom: 60, paddingHorizontal: 56, color: '#17202b' },
  subtitle: { marginTop: 130, textAlign: 'center', fontSize: 17, color: '#57626f' },
  title: { marginTop: 22, marginBottom: 130, textAlign: 'center', fontSize: 25, fontWeight: 700 },
  fact: { flexDirection: 'row', marginHorizontal: 70, paddingVertical: 6, borderBottomWidth: 0.5, borderBottomColor: '#dfe3e8', fontSize: 12 },
  factName: { width: 100, color: '#57626f' },
  heading1: { fontSize: 15, fontWeight: 700, marginTop: 20, marginBottom: 8 },
  heading2: { fontSize: 12, fontWeight: 700, marginTop: 12, marginBottom: 4 },
  text: { marginBottom: 5 },
  note: { marginBottom: 4, fontSize: 8.5, color: '#57626f' },
  caption: { fontSize: 9.5, fontWeight: 700, textAlign: 'center' },
  row: { flexDirection: 'row', borderLeftWidth: 0.5, borderLeftColor: '#8a949f' },
  cell: { borderRightWidth: 0.5, borderBottomWidth: 0.5, borderColor: '#8a949f', paddingVertical: 2.5, paddingHorizontal: 3, fontSize: 8.5 },
  footer: { position: 'absolute', bottom: 28, left: 56, right: 56, textAlign: 'center', fontSize: 8, color: '#57626f' },
})

const view = (props: Parameters<typeof createElement<React.ComponentProps<typeof View>>>[1], ...children: ReactElement[]) => createElement(View, props, ...children)
const text = (style: NonNullable<TextProps['style']>, content: string, key?: string) => createElement(Text, key === undefined ? { style } : { style, key }, content)

/**
 * A report as a PDF file with the font in it. The library needs the whole of React, which the commands' condition leaves
 * out: it runs in a process of its own (`pdf-process.ts`).
 */
export function writePdf(report: Report): Promise<Buffer> {
  const footer = createElement(Text, { key: 'footer', fixed: true, style: styles.footer, render: ({ pageNumber, totalPages }) => `${report.footer}    ${report.pageOf.replace('{page}', String(pageNumber)).replace('{pages}', String(totalPages))}` })
  const cover = createElement(
    Page,
    { key: 'cover', size: 'A4', style: styles.page },
    text(styles.subtitle, report.subtitle),
    text(styles.title, report.title),
    ...report.cover.map(([name, value]) => view({ key: name, style: styles.fact }, text(styles.factName, name), text({ flex: 1 }, value))),
  )
  const body = createElement(Page, { key: 'body', size: 'A4', style: styles.page, wrap: true }, ...report.blocks.map((block, place) => blockOf(block, String(place), report.blocks[place + 1])), footer)
  return renderToBuffer(createElement(Document, { title: report.title, language: report.locale }, cover, body))
}

/** Room that is kept below a heading, a caption: for some lines, or for the whole of the figure that follows. */
const AHEAD = 80
const FIGURE_FRAME = 40

const heightOf = (next: Block | undefined): number => (next?.kind === 'figure' ? (TEXT_WIDTH * next.drawing.height) / next.drawing.width + FIGURE_FRAME : AHEAD)

function blockOf(block: Block, key: string, next: Block | undefined): ReactElement {
  switch (block.kind) {
    case 'heading':
      return createElement(Text, { key, style: block.level === 1 ? styles.heading1 : styles.heading2, minPresenceAhead: heightOf(next), ...(block.level === 1 ? { bookmark: block.text } : {}) }, block.text)
    case 'text':
      return createElement(Text, { key, style: styles.text }, ...(block.strong ? [createElement(Text, { key: 'strong', style: { fontWeight: 700 } }, `${block.strong}  `)] : []), block.text)
    case 'note':
      return text(styles.note, block.text, key)
    case 'figure':
      return view({ key, wrap: false, style: { alignItems: 'center', marginVertical: 8 } }, createElement(DrawingPdf, { drawing: block.drawing, width: TEXT_WIDTH }), text(styles.caption, block.caption))
    case 'table':
      return tableOf(block, key)
  }
}

/** Points that a line of a table's text takes. */
const TABLE_TEXT = 8.5
const TABLE_LINE = 12.5

/** About how high a row stands, from the lines that its cells break into. */
const rowHeight = (row: readonly string[], columns: readonly ColumnLook[]): number =>
  12 + TABLE_LINE * Math.max(1, ...row.map((content, place) => content.split('\n').reduce((lines, part) => lines + Math.max(1, Math.ceil(textWidth(part, TABLE_TEXT) / Math.max(TABLE_TEXT, (columns[place]?.width ?? 0) - 8))), 0)))

/** Rows do not break, and the head stands on every page that the table goes on to. The caption keeps head and first row below it. */
function tableOf({ caption, head, rows, columns }: Extract<Block, { kind: 'table' }>, key: string): ReactElement {
  const cells = (texts: readonly string[], bold: boolean) =>
    texts.map((content, place) => {
      const { width = 1, numeric = false } = columns[place] ?? {}
      return view({ key: String(place), style: { ...styles.cell, flexGrow: width, flexBasis: 0, ...(bold ? { backgroundColor: '#e8eef5' } : {}) } }, text({ ...(bold ? { fontWeight: 700 } : {}), ...(numeric ? { textAlign: 'right' } : {}) }, content))
    })
  return createElement(
    Fragment,
    { key },
    createElement(Text, { key: 'caption', style: { ...styles.caption, marginTop: 8, marginBottom: 3 }, minPresenceAhead: Math.max(AHEAD, rowHeight(head, columns) + rowHeight(rows[0] ?? [], columns)) }, caption),
    view(
      { key: 'table', style: { marginBottom: 8 } },
      view({ key: 'head', fixed: true, wrap: false, style: { ...styles.row, borderTopWidth: 0.5, borderTopColor: '#8a949f' } }, ...cells(head, true)),
      ...rows.map((row, place) => view({ key: `row ${place}`, wrap: false, style: styles.row }, ...cells(row, false))),
    ),
  )
}
