import { createElement, type ReactElement } from 'react'
import { Document, Font, Page, renderToBuffer, StyleSheet, Text, View, type TextProps } from '@react-pdf/renderer'
import { drawingPdf } from './drawing-pdf'
import { FONT_FILES } from './fonts'
import type { Block, Report } from './report-model'

Font.register({ family: 'Noto', fonts: [{ src: FONT_FILES.regular, fontWeight: 400 }, { src: FONT_FILES.bold, fontWeight: 700 }] })
// Chinese breaks between any two characters, a long digest anywhere, words not at all.
Font.registerHyphenationCallback((word) => (/[\u2e80-\u9fff\uff00-\uff60]/.test(word) || word.length > 24 ? [...word].flatMap((letter) => [letter, '']) : [word]))

// No line height anywhere: the library multiplies it each time a page is laid out anew. The font's own is wide enough.
/** Points: A4 less its margins. */
const TEXT_WIDTH = 483

const styles = StyleSheet.create({
  page: { fontFamily: 'Noto', fontSize: 10, paddingTop: 56, paddingBottom: 60, paddingHorizontal: 56, color: '#17202b' },
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
  cell: { borderRightWidth: 0.5, borderBottomWidth: 0.5, borderColor: '#8a949f', paddingVertical: 2.5, paddingHorizontal: 4, fontSize: 8.5 },
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
  const body = createElement(Page, { key: 'body', size: 'A4', style: styles.page, wrap: true }, ...report.blocks.map((block, place) => blockOf(block, String(place))), footer)
  return renderToBuffer(createElement(Document, { title: report.title, language: report.locale }, cover, body))
}

function blockOf(block: Block, key: string): ReactElement {
  switch (block.kind) {
    case 'heading':
      return createElement(Text, { key, style: block.level === 1 ? styles.heading1 : styles.heading2, minPresenceAhead: 80 }, block.text)
    case 'text':
      return createElement(Text, { key, style: styles.text }, ...(block.strong ? [createElement(Text, { key: 'strong', style: { fontWeight: 700 } }, `${block.strong}  `)] : []), block.text)
    case 'note':
      return text(styles.note, block.text, key)
    case 'figure':
      return view({ key, wrap: false, style: { alignItems: 'center', marginVertical: 8 } }, drawingPdf(block.drawing, TEXT_WIDTH), text(styles.caption, block.caption))
    case 'table':
      return tableOf(block, key)
  }
}

/** Rows do not break, and the head stands on every page that the table goes on to. */
function tableOf({ caption, head, rows, widths = head.map(() => 1) }: Extract<Block, { kind: 'table' }>, key: string): ReactElement {
  const cells = (texts: readonly string[], bold: boolean) => texts.map((content, place) => view({ key: String(place), style: { ...styles.cell, flexGrow: widths[place] ?? 1, flexBasis: 0, ...(bold ? { backgroundColor: '#e8eef5' } : {}) } }, text(bold ? { fontWeight: 700 } : {}, content)))
  return view(
    { key, style: { marginVertical: 8 } },
    createElement(Text, { key: 'caption', style: { ...styles.caption, marginBottom: 3 }, minPresenceAhead: 60 }, caption),
    view({ key: 'head', fixed: true, wrap: false, style: { ...styles.row, borderTopWidth: 0.5, borderTopColor: '#8a949f' } }, ...cells(head, true)),
    ...rows.map((row, place) => view({ key: `row ${place}`, wrap: false, style: styles.row }, ...cells(row, false))),
  )
}
