import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

// `server-only` throws outside the framework's server bundles: its empty variant stands in for it.
const alias = {
  '@': path('./src'),
  '@tests': path('./tests'),
  'server-only': path('./node_modules/server-only/empty.js'),
}

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: { name: 'domain', include: ['src/**/*.test.ts', 'src/**/*.test.tsx'], environment: 'node' },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: ['tests/setup/database-server.ts'],
          setupFiles: ['tests/setup/database-per-file.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          // Apart from the others, which take as many workers as there are cores.
          sequence: { groupOrder: 1 },
        },
      },
      {
        resolve: { alias },
        // Each file has a database server of its own, which it kills; fuzzing takes minutes.
        test: { name: 'faults', include: ['tests/faults/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 240_000, maxWorkers: 1, fileParallelism: false, sequence: { groupOrder: 2 } },
      },
      {
        resolve: { alias },
        test: { name: 'architecture', include: ['tests/architecture/**/*.test.ts'], testTimeout: 60_000 },
      },
    ],
  },
})
