import { Document, Page, StyleSheet, Text, View, renderToBuffer } from '@react-pdf/renderer'
import { DrawingPdf, PDF_FONT } from '@/ui/drawing/drawing-pdf'
import type { ReportDocument, ReportSection, ReportTable } from '../report-document'

/** Points: A4 less its margins. */
const TEXT_WIDTH = 511

// No line height anywhere: the library multiplies it each time a page is laid out anew.
const styles = StyleSheet.create({
  page: { fontFamily: PDF_FONT, fontSize: 9, padding: 42, paddingBottom: 54, color: '#17202b' },
  title: { fontSize: 18, fontWeight: 700, marginBottom: 8 },
  line: { color: '#57626f', marginBottom: 2 },
  section: { fontSize: 13, fontWeight: 700, marginTop: 16, marginBottom: 6 },
  paragraph: { marginBottom: 3, color: '#57626f' },
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

const Section = ({ section: { title, paragraphs, tables, charts } }: { section: ReportSection }) => (
  <>
    <Text style={styles.section} minPresenceAhead={60}>
      {title}
    </Text>
    {paragraphs.map((paragraph) => (
      <Text key={paragraph} style={styles.paragraph}>
        {paragraph}
      </Text>
    ))}
    {tables.map((table) => (
      <PdfTable key={table.head.join(' ')} table={table} />
    ))}
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

const PdfTable = ({ table: { head, rows } }: { table: ReportTable }) => (
  <View style={{ marginTop: 4 }}>
    {[head, ...rows].map((cells, row) => (
      <View key={`${row} ${cells[0]}`} style={row === 0 ? [styles.row, styles.head] : styles.row} wrap={false}>
        {cells.map((cell, column) => (
          <Text key={column} style={column === 0 ? styles.name : styles.number}>
            {cell}
          </Text>
        ))}
      </View>
    ))}
  </View>
)
