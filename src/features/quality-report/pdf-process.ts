/** Reads a report as JSON and writes it as PDF: the program that `writePdfApart` starts. */
import { json } from 'node:stream/consumers'
import type { Report } from './report-model'
import { writePdf } from './write-pdf'

const report = (await json(process.stdin)) as Report
process.stdout.end(await writePdf(report))
