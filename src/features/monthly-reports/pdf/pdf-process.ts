/** Reads a report as JSON and writes it as PDF: the program that `writePdf` starts. */
import { json } from 'node:stream/consumers'
import { registerPdfFonts } from '@/ui/drawing/drawing-pdf'
import type { ReportDocument } from '../report-document'
import { reportPdf } from './report-pdf'

registerPdfFonts()
process.stdout.end(await reportPdf((await json(process.stdin)) as ReportDocument))
