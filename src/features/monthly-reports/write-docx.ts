import 'server-only'
import { AlignmentType, Document, Footer, HeadingLevel, ImageRun, Packer, PageNumber, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from 'docx'
import { drawingPng } from '@/features/chart-files/queries'
import type { TitledDrawing } from '@/features/chart-files/schemas'
import type { ReportDocument, ReportSection, ReportTable } from './report-document'

const FONT = { ascii: 'Calibri', hAnsi: 'Calibri', eastAsia: '微软雅黑' }
/** The width between the margins of an A4 page, in pixels of Word. */
const CHART_WIDTH = 600

/** The report as a Word document on A4; charts are pictures in print quality, with texts that need no font. */
export async function writeDocx(report: ReportDocument): Promise<Buffer> {
  const sections = await Promise.all(report.sections.map(sectionParts))
  const [before = '', between = '', after = ''] = report.pageWords.split(/\{page\}|\{pages\}/)
  const document = new Document({
    title: report.title,
    styles: { default: { document: { run: { font: FONT, size: 20 } } } },
    sections: [{
      properties: { page: { size: { width: 11_906, height: 16_838 }, margin: { top: 1000, bottom: 1000, left: 1000, right: 1000 } } },
      footers: { default: new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ children: [before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after] })] })] }) },
      children: [new Paragraph({ heading: HeadingLevel.TITLE, text: report.title }), ...report.lines.map((line) => new Paragraph({ text: line })), ...sections.flat()],
    }],
  })
  return Packer.toBuffer(document)
}

async function sectionParts({ title, paragraphs, tables, charts }: ReportSection): Promise<(Paragraph | Table)[]> {
  const pictures = await Promise.all(charts.map(picture))
  return [new Paragraph({ heading: HeadingLevel.HEADING_1, text: title, keepNext: true }), ...paragraphs.map((text) => new Paragraph({ text })), ...tables.map(tableOf), ...pictures]
}

function tableOf({ head, rows }: ReportTable): Table {
  const row = (cells: readonly string[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: cells.map((text, column) => new TableCell({ children: [new Paragraph({ alignment: column === 0 ? AlignmentType.START : AlignmentType.END, children: [new TextRun({ text, bold: isHead })] })] })),
    })
  return new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, rows: [row(head, true), ...rows.map((cells) => row(cells, false))] })
}

async function picture(chart: TitledDrawing): Promise<Paragraph> {
  const data = await drawingPng(chart)
  // The height stands in the picture's header: a big-endian number at byte 20, the width at byte 16.
  const [width, height] = [data.readUInt32BE(16), data.readUInt32BE(20)]
  return new Paragraph({ spacing: { before: 160 }, children: [new ImageRun({ type: 'png', data, transformation: { width: CHART_WIDTH, height: Math.round((CHART_WIDTH * height) / width) }, altText: { name: chart.title, title: chart.title, description: chart.lines.join(' ') } })] })
}
