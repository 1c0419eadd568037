// `npm run -s bench -- NAME …`: benchmarks run as their own process, like a command.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { COMMAND_FLAGS } from '../../src/cli/command-flags.mjs'
import { ensureInstalled, root } from '../../src/cli/install.mjs'

ensureInstalled()
const env = { ...process.env, TSX_TSCONFIG_PATH: path.join(root, 'tsconfig.json') }
const args = [...COMMAND_FLAGS, path.join(root, 'tests/bench/main.ts'), ...process.argv.slice(2)]
process.exit(spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env }).status ?? 1)
