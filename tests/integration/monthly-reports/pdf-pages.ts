import { inflateSync } from 'node:zlib'

/** A run of text as it is drawn: its size in points says what it is. */
export interface PdfRun {
  size: number
  text: string
}

/** What each page of a PDF says, in the order drawn; for files as our writer makes them, with plain objects and subset fonts. */
export function pdfPages(pdf: Buffer): PdfRun[][] {
  const file = pdf.toString('latin1')
  const objects = new Map([...file.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, number = '', content = '']) => [number, content]))
  const object = (number: string | undefined) => objects.get(number ?? '') ?? ''
  const referred = (from: string, name: string) => object(new RegExp(`/${name} (\\d+) 0 R`).exec(from)?.[1])
  const streamOf = (content: string) => inflateSync(Buffer.from(/stream\n([\s\S]*)\nendstream/.exec(content)?.[1] ?? '', 'latin1')).toString('latin1')
  const pages = [...objects.values()].find((content) => content.includes('/Type /Pages')) ?? ''
  const kids = /\/Kids \[([^\]]*)\]/.exec(pages)?.[1] ?? ''
  return [...kids.matchAll(/(\d+) 0 R/g)].map(([, kid]) => {
    const page = object(kid)
    const fonts = [...referred(page, 'Resources').matchAll(/\/(F\d+) (\d+) 0 R/g)]
    const letters = new Map(fonts.map(([, name = '', number]) => [name, lettersOf(streamOf(referred(object(number), 'ToUnicode')))]))
    return runsOf(streamOf(referred(page, 'Contents')), letters)
  })
}

/** Glyph → letter, from a font's ranges `<0000> <0007> [<0000> <0054> …]`. */
function lettersOf(map: string): Map<string, string> {
  return new Map([...map.matchAll(/<(\w{4})> <\w{4}> \[([^\]]*)\]/g)].flatMap(([, first = '', list = '']) =>
    [...list.matchAll(/<(\w+)>/g)].map(([, code = ''], index) => [(parseInt(first, 16) + index).toString(16).padStart(4, '0'), String.fromCharCode(parseInt(code, 16))] as const)))
}

function runsOf(instructions: string, letters: ReadonlyMap<string, ReadonlyMap<string, string>>): PdfRun[] {
  return [...instructions.matchAll(/\/(F\d+) ([\d.]+) Tf\n\[([^\]]*)\] TJ/g)].map(([, font = '', size, glyphs = '']) => ({
    size: Number(size),
    text: [...glyphs.matchAll(/<(\w+)>/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []).map((glyph) => letters.get(font)?.get(glyph) ?? '�').join(''),
  }))
}
