import type { MetadataRoute } from 'next'

/** What makes the inspection page installable on a phone. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: '/inspections',
    name: '电价稽查 · 现场核查',
    short_name: '现场核查',
    description: '营业普查任务、现场核查与取证，没有网络也能用。',
    lang: 'zh-CN',
    start_url: '/inspections',
    // Logging in belongs to it: the window stays the app's own when a session has ended.
    scope: '/',
    display: 'standalone',
    background_color: '#f6f7f9',
    theme_color: '#0b63c5',
    icons: [
      { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
      // Phones cut this one into their own shape: what it shows stands in the middle.
      { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
    ],
  }
}
