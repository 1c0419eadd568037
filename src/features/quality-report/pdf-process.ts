/** Reads a report as JSON and writes it as PDF: the program that `writePdfApart` starts. */
import { json } from 'node:stream/consumers'
import { registerPdfFonts } from '@/ui/drawing/drawing-pdf'
import type { Report } from './report-model'
import { writePdf } from './write-pdf'

registerPdfFonts()
process.stdout.end(await writePdf((await json(process.stdin)) as Report))
