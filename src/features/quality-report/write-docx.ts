import 'server-only'
import {
  AlignmentType, BorderStyle, Document, Footer, HeadingLevel, ImageRun, Packer, PageBreak, PageNumber, Paragraph, ShadingType, Table, TableCell, TableRow, TextRun, VerticalAlign, WidthType,
} from 'docx'
import { barePng } from '@/features/chart-files/queries'
import type { Block, Report } from './report-model'

const FONT = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: 'SimSun' }
const HEADING_FONT = { ascii: 'Arial', hAnsi: 'Arial', eastAsia: 'SimHei' }
/** The text's width on A4 with its margins: twentieths of a point, and pixels at 96 to the inch. */
const TEXT_WIDTH = { twips: 9240, pixels: 616 }
const BORDER = { style: BorderStyle.SINGLE, size: 4, color: '8A949F' }

/** A report as a Word file: headings that make a contents list, tables whose heads repeat, charts as pictures. */
export async function writeDocx(report: Report): Promise<Buffer> {
  const body = (await Promise.all(report.blocks.map(blockOf))).flat()
  const document = new Document({
    title: report.title,
    creator: report.cover[1]?.[1] ?? '',
    styles: {
      default: {
        document: { run: { font: FONT, size: 22 } },
        heading1: { run: { font: HEADING_FONT, size: 30, bold: true, color: '17202B' }, paragraph: { spacing: { before: 360, after: 160 } } },
        heading2: { run: { font: HEADING_FONT, size: 25, bold: true, color: '17202B' }, paragraph: { spacing: { before: 240, after: 100 } } },
      },
    },
    sections: [
      {
        properties: { page: { size: { width: 11906, height: 16838 }, margin: { top: 1304, bottom: 1304, left: 1333, right: 1333 } }, titlePage: true },
        footers: { default: new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text: `${report.footer}    `, size: 17 }), new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], size: 17 })] })] }), first: new Footer({ children: [] }) },
        children: [...cover(report), ...body],
      },
    ],
  })
  return Packer.toBuffer(document)
}

function cover({ title, subtitle, cover: facts }: Report): (Paragraph | Table)[] {
  const line = (text: string, size: number, before: number) => new Paragraph({ alignment: AlignmentType.CENTER, spacing: { before, after: 200 }, children: [new TextRun({ text, size, bold: true, font: HEADING_FONT })] })
  const border = { style: BorderStyle.NONE, size: 0, color: 'FFFFFF' }
  return [
    line(subtitle, 34, 2600),
    line(title, 48, 500),
    new Paragraph({ spacing: { before: 2400 } }),
    new Table({
      alignment: AlignmentType.CENTER,
      width: { size: 6800, type: WidthType.DXA },
      columnWidths: [2200, 4600],
      borders: { top: border, bottom: border, left: border, right: border, insideHorizontal: border, insideVertical: border },
      rows: facts.map(([name, value]) => new TableRow({ children: [cellOf(name, 2200, true, { size: 26 }), cellOf(value, 4600, false, { size: 26 })] })),
    }),
    new Paragraph({ children: [new PageBreak()] }),
  ]
}

const linesOf = (text: string, size: number, bold: boolean): TextRun[] => text.split('\n').map((line, place) => new TextRun({ text: line, size, bold, ...(place > 0 ? { break: 1 } : {}) }))

const cellOf = (text: string, width: number, bold: boolean, { size = 18, alignment = AlignmentType.START }: { size?: number; alignment?: (typeof AlignmentType)['START' | 'END'] } = {}): TableCell =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: 50, bottom: 50, left: 80, right: 80 },
    children: [new Paragraph({ alignment, children: linesOf(text, size, bold) })],
  })

async function blockOf(block: Block): Promise<(Paragraph | Table)[]> {
  switch (block.kind) {
    case 'heading':
      return [new Paragraph({ text: block.text, heading: block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2, keepNext: true })]
    case 'text':
      return [new Paragraph({ spacing: { after: 120, line: 340 }, children: [...(block.strong ? [new TextRun({ text: `${block.strong}  `, bold: true })] : []), new TextRun({ text: block.text })] })]
    case 'note':
      return [new Paragraph({ spacing: { after: 100 }, children: [new TextRun({ text: block.text, size: 18, color: '57626F' })] })]
    case 'table':
      return tableOf(block)
    case 'figure': {
      const { width, height } = block.drawing
      const shown = Math.min(TEXT_WIDTH.pixels, width)
      const picture = new ImageRun({ type: 'png', data: await barePng(block.drawing), transformation: { width: shown, height: Math.round((shown * height) / width) }, altText: { name: block.caption, title: block.caption, description: block.caption } })
      return [new Paragraph({ alignment: AlignmentType.CENTER, keepNext: true, spacing: { before: 160 }, children: [picture] }), caption(block.caption, false)]
    }
  }
}

/** A table's name stands above it, a figure's below. */
const caption = (text: string, above: boolean): Paragraph =>
  new Paragraph({ alignment: AlignmentType.CENTER, keepNext: above, spacing: above ? { before: 200, after: 80 } : { before: 60, after: 200 }, children: [new TextRun({ text, size: 19, bold: true, font: HEADING_FONT })] })

function tableOf({ caption: name, head, rows, columns: looks }: Extract<Block, { kind: 'table' }>): (Paragraph | Table)[] {
  const all = looks.reduce((sum, { width }) => sum + width, 0)
  const alignment = (place: number) => (looks[place]?.numeric ? AlignmentType.END : AlignmentType.START)
  const columns = looks.map(({ width }) => Math.floor((width / all) * TEXT_WIDTH.twips))
  const headCell = (text: string, place: number) =>
    new TableCell({ width: { size: columns[place] ?? 0, type: WidthType.DXA }, shading: { type: ShadingType.CLEAR, fill: 'E8EEF5' }, margins: { top: 50, bottom: 50, left: 80, right: 80 }, children: [new Paragraph({ keepNext: true, alignment: alignment(place), children: linesOf(text, 18, true) })] })
  return [
    caption(name, true),
    new Table({
      width: { size: TEXT_WIDTH.twips, type: WidthType.DXA },
      columnWidths: columns,
      borders: { top: BORDER, bottom: BORDER, left: BORDER, right: BORDER, insideHorizontal: BORDER, insideVertical: BORDER },
      rows: [new TableRow({ tableHeader: true, cantSplit: true, children: head.map(headCell) }), ...rows.map((cells) => new TableRow({ cantSplit: true, children: cells.map((text, place) => cellOf(text, columns[place] ?? 0, false, { alignment: alignment(place) })) }))],
    }),
    new Paragraph({ spacing: { after: 80 } }),
  ]
}
