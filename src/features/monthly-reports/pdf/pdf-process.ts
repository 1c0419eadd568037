/**
 * A process of its own that reads a report as JSON and writes it as PDF: the PDF library needs the whole of React, which
 * processes that run server code do not have.
 */
import { createRequire } from 'node:module'
import { buffer } from 'node:stream/consumers'
import type { ReportDocument } from '../report-document'
import { registerFonts, reportPdf } from './report-pdf'

const require = createRequire(import.meta.url)
const font = (weight: string) => require.resolve(`@expo-google-fonts/noto-sans-sc/${weight}/NotoSansSC_${weight}.ttf`)

registerFonts(font('400Regular'), font('700Bold'))
const report = JSON.parse((await buffer(process.stdin)).toString('utf8')) as ReportDocument
process.stdout.write(await reportPdf(report))
