import { beforeAll, describe, expect, it } from 'vitest'
import { reportPdf } from '@/features/monthly-reports/pdf/report-pdf'
import type { ReportSection } from '@/features/monthly-reports/report-document'
import { registerPdfFonts } from '@/ui/drawing/drawing-pdf'
import { pdfPages } from './pdf-pages'

const FOOTER_SIZE = 8
/** From a section whose twelve rows just fit on the page to one that begins on the next: a line is lower than a row. */
const LINES_ABOVE = Array.from({ length: 27 }, (_, index) => 33 + index)

beforeAll(registerPdfFonts)

const named = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}${index}`)
const section = (rows: number, paragraphs: number): ReportSection => ({ title: 'heading', paragraphs: named('text', paragraphs), tables: [{ head: ['head', 'n'], rows: named('row', rows).map((name) => [name, '1']) }], charts: [] })

/** What each page says of a section under so many lines, without the footer. */
async function pagesUnder(lines: number, one: ReportSection): Promise<string[][]> {
  const pages = pdfPages(await reportPdf({ locale: 'en', title: 'Report', lines: named('line', lines), pageWords: 'Page {page} of {pages}', sections: [one] }))
  return pages.map((runs) => runs.filter(({ size }) => size !== FOOTER_SIZE).map(({ text }) => text).filter((text) => text !== 'n' && text !== '1'))
}

/** The words of a section as they follow each other on the pages that have any. */
const ofSection = (pages: readonly string[][]) => pages.map((texts) => texts.filter((text) => /^(heading|text|head|row)/.test(text))).filter(({ length }) => length > 0)

describe('wherever on a page a section begins', () => {
  it.each([0, 1, 3])('a table of twelve rows stays whole, with its heading and %i paragraphs', async (paragraphs) => {
    for (const lines of LINES_ABOVE) expect(ofSection(await pagesUnder(lines, section(12, paragraphs)))).toEqual([['heading', ...named('text', paragraphs), 'head', ...named('row', 12)]])
  })

  it.each([0, 2, 6])('a longer table has its head above the rows of every page, with %i paragraphs before it, and nothing is lost', async (paragraphs) => {
    for (const lines of LINES_ABOVE) {
      const pages = ofSection(await pagesUnder(lines, section(45, paragraphs)))
      const texts = pages.flat()
      expect(texts.filter((text) => text !== 'head')).toEqual(['heading', ...named('text', paragraphs), ...named('row', 45)])
      for (const page of pages) expect(page.at(-1)).not.toBe('heading')
      // On a page with rows, the head stands once, right above the first of them; on another, it does not stand at all.
      for (const page of pages) expect(page.flatMap((text, at) => (text === 'head' ? [at] : []))).toEqual(page.some((text) => text.startsWith('row')) ? [page.findIndex((text) => text.startsWith('row')) - 1] : [])
    }
  })

  it('its heading does not end a page where a long text follows, nor does the text lose its table', async () => {
    for (const lines of LINES_ABOVE) {
      const pages = ofSection(await pagesUnder(lines, section(12, 6)))
      for (const page of pages) expect(page.at(-1)).not.toBe('heading')
      expect(pages.flat()).toEqual(['heading', ...named('text', 6), 'head', ...named('row', 12)])
      expect(pages.filter((page) => page.includes('head')).map((page) => page.slice(page.indexOf('head')))).toEqual([['head', ...named('row', 12)]])
    }
  })
})

it('is numbered page by page', async () => {
  const pages = pdfPages(await reportPdf({ locale: 'en', title: 'Report', lines: [], pageWords: 'Page {page} of {pages}', sections: [section(90, 0)] }))
  expect(pages.map((runs) => runs.filter(({ size }) => size === FOOTER_SIZE).map(({ text }) => text))).toEqual(pages.map((_, index) => [`Page ${index + 1} of ${pages.length}`]))
})
