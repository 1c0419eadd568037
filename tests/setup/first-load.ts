import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { APIRequestContext } from '@playwright/test'
import { root } from '@/cli/places'

/** The script that a page loads before anyone touches it, in bytes of gzip: all of it, and what is the application's own. */
export interface FirstLoad {
  allBytes: number
  ownBytes: number
  /** Of what is its own, the largest first. */
  own: { file: string; bytes: number }[]
}

/**
 * Adds up every script that a page's answer names: in its tags, and in the data that its components are woken with. What a
 * later touch loads is named in neither. The framework's own is what it loads on every page of this build, whatever is on it.
 */
export async function firstLoad(request: APIRequestContext, address: string): Promise<FirstLoad> {
  const html = await (await request.get(address)).text()
  const names = [...new Set(html.match(/static\/chunks\/[^"'\\]+?\.js/g) ?? [])]
  const framework = frameworkFiles()
  const files = await Promise.all(names.map(async (name) => ({ file: name, bytes: gzipSync(await (await request.get(`/_next/${name}`)).body()).length })))
  const own = files.filter(({ file }) => !framework.includes(file)).sort((a, b) => b.bytes - a.bytes)
  return { allBytes: sum(files), ownBytes: sum(own), own }
}

const sum = (files: readonly { bytes: number }[]): number => files.reduce((all, { bytes }) => all + bytes, 0)

/** Among them what only browsers without modules load. */
function frameworkFiles(): readonly string[] {
  const manifest = JSON.parse(readFileSync(path.join(root, '.next/build-manifest.json'), 'utf8')) as { rootMainFiles: string[]; polyfillFiles: string[] }
  return [...manifest.rootMainFiles, ...manifest.polyfillFiles]
}
