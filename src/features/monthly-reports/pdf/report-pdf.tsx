import { Document, Page, StyleSheet, Text, View, renderToBuffer } from '@react-pdf/renderer'
import { DrawingPdf, PDF_FONT } from '@/ui/drawing/drawing-pdf'
import type { ReportDocument, ReportSection, ReportTable } from '../report-document'

/** Points: A4 less its margins. */
const TEXT_WIDTH = 511

/** A table of up to so many rows is not broken: it goes to the next page whole. */
const UNBROKEN_ROWS = 12
/** A text of up to so many paragraphs stays with its heading. */
const UNBROKEN_PARAGRAPHS = 3
/** Points: a table's head with two rows under it, or a heading with as much of what it heads. */
const AHEAD = 60

// No line height anywhere: the library multiplies it each time a page is laid out anew.
const styles = StyleSheet.create({
  page: { fontFamily: PDF_FONT, fontSize: 9, padding: 42, paddingBottom: 54, color: '#17202b' },
  title: { fontSize: 18, fontWeight: 700, marginBottom: 8 },
  line: { color: '#57626f', marginBottom: 2 },
  section: { fontSize: 13, fontWeight: 700, marginTop: 16, marginBottom: 6 },
  paragraph: { marginBottom: 3, color: '#57626f' },
  table: { marginTop: 4 },
  row: { flexDirection: 'row', borderBottomWidth: 0.5, borderBottomColor: '#dfe3e8', paddingVertical: 3 },
  head: { backgroundColor: '#f0f2f5', fontWeight: 700 },
  name: { flex: 1.4, paddingHorizontal: 4 },
  number: { flex: 1, paddingHorizontal: 4, textAlign: 'right' },
  chart: { marginTop: 10 },
  chartTitle: { fontSize: 10, fontWeight: 700, marginBottom: 2 },
  footer: { position: 'absolute', bottom: 24, left: 42, right: 42, textAlign: 'center', color: '#57626f', fontSize: 8 },
})

/** The report as an A4 PDF with its charts as vectors. */
export async function reportPdf(report: ReportDocument): Promise<Buffer> {
  return renderToBuffer(
    <Document title={report.title} language={report.locale}>
      <Page size="A4" style={styles.page}>
        <Text style={styles.title}>{report.title}</Text>
        {report.lines.map((line) => (
          <Text key={line} style={styles.line}>
            {line}
          </Text>
        ))}
        {report.sections.map((section) => (
          <Section key={section.title} section={section} />
        ))}
        <Text fixed style={styles.footer} render={({ pageNumber, totalPages }) => report.pageWords.replace('{page}', String(pageNumber)).replace('{pages}', String(totalPages))} />
      </Page>
    </Document>,
  )
}

/** How many of a section's paragraphs and tables stay on the page of its heading: a heading at a page's foot heads nothing. */
function opening({ paragraphs, tables }: ReportSection): { texts: number; tables: number } {
  if (paragraphs.length > UNBROKEN_PARAGRAPHS) return { texts: 1, tables: 0 }
  return { texts: paragraphs.length, tables: tables[0] && isUnbroken(tables[0]) ? 1 : 0 }
}

function Section({ section }: { section: ReportSection }) {
  const { title, paragraphs, tables, charts } = section
  const kept = opening(section)
  return (
    <>
      <View wrap={false} minPresenceAhead={kept.tables > 0 ? 0 : AHEAD}>
        <Text style={styles.section}>{title}</Text>
        {paragraphs.slice(0, kept.texts).map(paragraphOf)}
        {tables.slice(0, kept.tables).map(tableOf)}
      </View>
      {paragraphs.slice(kept.texts).map(paragraphOf)}
      {tables.slice(kept.tables).map(tableOf)}
      {charts.map(({ title: of, drawing, lines }) => (
        <View key={of} style={styles.chart} wrap={drawing.height > 600}>
          <Text style={styles.chartTitle}>{of}</Text>
          <DrawingPdf drawing={drawing} width={TEXT_WIDTH} />
          {lines.map((line) => (
            <Text key={line} style={[styles.line, { fontSize: 7.5 }]}>
              {line}
            </Text>
          ))}
        </View>
      ))}
    </>
  )
}

const paragraphOf = (text: string) => (
  <Text key={text} style={styles.paragraph}>
    {text}
  </Text>
)

const isUnbroken = ({ rows }: ReportTable): boolean => rows.length <= UNBROKEN_ROWS

const tableOf = (table: ReportTable) => (isUnbroken(table) ? <UnbrokenTable key={table.head.join(' ')} table={table} /> : <LongTable key={table.head.join(' ')} table={table} />)

const UnbrokenTable = ({ table: { head, rows } }: { table: ReportTable }) => (
  <View style={styles.table} wrap={false}>
    <View style={[styles.row, styles.head]}>{head.map(cellOf)}</View>
    <Rows rows={rows} />
  </View>
)

/**
 * A table over several pages with its head on each: what is fixed within a view is repeated while that view lasts. The
 * library would leave the head alone at a page's foot; the empty view before it keeps room for rows.
 */
const LongTable = ({ table: { head, rows } }: { table: ReportTable }) => (
  <>
    <View minPresenceAhead={AHEAD} />
    <View style={styles.table}>
      <View style={[styles.row, styles.head]} fixed>
        {head.map(cellOf)}
      </View>
      <Rows rows={rows} />
    </View>
  </>
)

const Rows = ({ rows }: { rows: ReportTable['rows'] }) =>
  rows.map((cells, row) => (
    <View key={`${row} ${cells[0]}`} style={styles.row} wrap={false}>
      {cells.map(cellOf)}
    </View>
  ))

const cellOf = (cell: string, column: number) => (
  <Text key={column} style={column === 0 ? styles.name : styles.number}>
    {cell}
  </Text>
)
