import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const root = fileURLToPath(new URL('.', import.meta.url))

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string }
const lastMigration = readdirSync(new URL('prisma/migrations/', import.meta.url)).filter((name) => /^\d/.test(name)).sort().at(-1) ?? ''

const SECURITY_HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'Origin-Agent-Cluster', value: '?1' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(self)' },
]

const config: NextConfig = {
  output: 'standalone',
  outputFileTracingRoot: root,
  turbopack: { root },
  images: { unoptimized: true },
  // It asks for optional packages that a bundler cannot find.
  serverExternalPackages: ['exceljs', 'fontkit', 'pg-boss', 'pino', 'prom-client'],
  // What the server says of itself; see src/server/release.ts.
  env: { APP_VERSION: version, LAST_MIGRATION: lastMigration },
  // The font that charts are drawn with as files; it is read, not imported.
  outputFileTracingIncludes: { '/dashboard/charts/*': ['400Regular', '700Bold'].map((weight) => `./node_modules/@expo-google-fonts/noto-sans-sc/${weight}/NotoSansSC_${weight}.ttf`) },
  poweredByHeader: false,
  // A little above the importer's own limit, whose answer names the size.
  experimental: { serverActions: { bodySizeLimit: '21mb' } },
  headers: () => Promise.resolve([{ source: '/:path*', headers: SECURITY_HEADERS }]),
}

// Texts are compiled when the application is built, so that a page carries what fills them in and not what reads them.
export default createNextIntlPlugin({ requestConfig: './src/i18n/request.ts', experimental: { messages: { path: './src/messages', format: 'json', locales: 'infer', precompile: true } } })(config)
