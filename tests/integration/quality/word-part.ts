import { buffer } from 'node:stream/consumers'
import { fromBufferPromise } from 'yauzl'

/** The names of a Word file's parts, and its main part as XML. */
export async function wordParts(file: Buffer): Promise<{ names: string[]; document: string }> {
  const zip = await fromBufferPromise(file, { lazyEntries: true })
  const names: string[] = []
  let document = ''
  for await (const entry of zip.eachEntry()) {
    names.push(entry.fileName)
    if (entry.fileName === 'word/document.xml') document = (await buffer(await zip.openReadStreamPromise(entry))).toString('utf8')
  }
  return { names, document }
}
