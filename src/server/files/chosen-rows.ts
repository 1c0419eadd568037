import 'server-only'
import type { FileRow, LineFile, PlainLines, RowFile } from './file-rows'

const NEWLINE = 10

/**
 * Some rows of a file, in its order, with all their cells; the lines between are passed over without being taken apart.
 * @param nextRowNo the number of the row wanted next, null when none is: asked again after each row
 */
export async function* chosenRows(file: RowFile, nextRowNo: () => number | null): AsyncGenerator<FileRow> {
  for await (const piece of file.lines ? file.lines.pieces() : file.rows()) {
    for (const row of Array.isArray(piece) ? piece : file.lines ? linesOf(piece, file.lines, nextRowNo) : []) {
      if (row.rowNo === nextRowNo()) yield row
    }
    if (nextRowNo() === null) return
  }
}

function* linesOf({ bytes, rowNo, lines }: PlainLines, { delimiter, decode }: LineFile, nextRowNo: () => number | null): Generator<FileRow> {
  if ((nextRowNo() ?? 0) >= rowNo + lines) return
  let line = rowNo
  for (let begin = 0; begin < bytes.length; line += 1) {
    const newline = bytes.indexOf(NEWLINE, begin)
    const end = newline === -1 ? bytes.length : newline
    if (line === nextRowNo()) yield { rowNo: line, cells: decode(bytes.subarray(begin, end)).replace(/\r$/, '').split(String.fromCharCode(delimiter)) }
    begin = end + 1
  }
}
