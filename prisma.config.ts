import { defineConfig } from 'prisma/config'

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  // Only the developer commands that compare a database with the schema need one.
  datasource: { url: process.env['DATABASE_URL'] ?? '' },
})
