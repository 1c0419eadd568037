import type { TestProject } from 'vitest/node'
import { startTestServer, templateDatabase } from './test-server'

declare module 'vitest' {
  interface ProvidedContext {
    adminUrl: string
    template: string
  }
}

/** Once for all integration tests: the server and the template that every file's database is cloned from. */
export default async function setup(project: TestProject): Promise<() => void> {
  const server = await startTestServer()
  project.provide('adminUrl', server.adminUrl)
  project.provide('template', await templateDatabase(server.adminUrl))
  return server.stop
}
