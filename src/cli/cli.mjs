// `npm run -s cli -- COMMAND`: the commands run outside the framework, under the condition that lets server code in.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { COMMAND_FLAGS } from './command-flags.mjs'
import { ensureInstalled, root } from './install.mjs'

ensureInstalled()
const main = path.join(root, 'src/cli/main.ts')
const child = spawn(process.execPath, [...COMMAND_FLAGS, main, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, TSX_TSCONFIG_PATH: path.join(root, 'tsconfig.json') },
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
