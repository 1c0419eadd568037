import { existsSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import chromium, { inflate } from '@sparticuz/chromium'
import { root } from '@/cli/places'

const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable']

const ARGUMENTS = [
  '--headless=shell', '--no-sandbox', '--no-zygote', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
]

/** The machine's own browser, or the one that comes as a package together with the libraries it needs. */
export async function browserLaunch(): Promise<{ executablePath: string; args: string[]; env: Record<string, string> }> {
  const env = Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined))
  const own = process.env['CHROMIUM_PATH'] ?? SYSTEM_BROWSERS.find((candidate) => existsSync(candidate))
  if (own !== undefined) return { executablePath: own, args: ARGUMENTS, env }
  return withOwnTemporaryFolder(() => packagedBrowser(env))
}

async function packagedBrowser(env: Record<string, string>) {
  const packageFolder = path.dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium'))
  const libraries = await inflate(path.join(packageFolder, '../../bin/al2023.tar.br'))
  return { executablePath: await chromium.executablePath(), args: ARGUMENTS, env: { ...env, LD_LIBRARY_PATH: path.join(libraries, 'lib') } }
}

/** The package unpacks into the temporary folder under a fixed name: two users of one machine would be in each other's way. */
async function withOwnTemporaryFolder<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = path.join(root, 'node_modules/.cache/chromium')
  mkdirSync(process.env['TMPDIR'], { recursive: true })
  try {
    return await work()
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}
