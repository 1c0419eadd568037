// `npm start`: installs what is missing, then hands over to TypeScript in this same process, so that signals arrive.
import { ensureInstalled } from './install.mjs'

ensureInstalled()
const { register } = await import('tsx/esm/api')
register()
const { start } = await import('./start.ts')
await start({ development: process.argv.includes('--dev') })
