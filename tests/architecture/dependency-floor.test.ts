import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import * as z from 'zod'

/**
 * The oldest version of each package that holds the fixes of the advisories known for it. Checked against the lock file, without a
 * network; every place a package is installed at counts. Several floors: one for each major version that is kept alive.
 */
const FLOORS: Readonly<Record<string, readonly { from: string; why: string }[]>> = {
  next: [{ from: '16.4.6', why: 'proxy bypass, cache poisoning and denial of service in server components; CVE-2025-66478 before them' }],
  react: [{ from: '19.2.6', why: 'CVE-2025-55182, CVE-2025-55184, CVE-2026-23870: server components' }],
  'react-dom': [{ from: '19.2.6', why: 'goes with react' }],
  'brace-expansion': [{ from: '1.1.12', why: 'CVE-2025-5889' }, { from: '5.0.8', why: 'CVE-2025-5889 and what followed' }],
  unzipper: [{ from: '0.12.0', why: 'leaves fstream and rimraf 2 behind' }],
  braces: [{ from: '3.0.3', why: 'CVE-2024-4068' }],
  micromatch: [{ from: '4.0.8', why: 'CVE-2024-4067' }],
  'cross-spawn': [{ from: '7.0.6', why: 'CVE-2024-21538' }],
  nodemailer: [{ from: '7.0.7', why: 'CVE-2025-13033' }],
  postcss: [{ from: '8.4.31', why: 'CVE-2023-44270' }],
  sharp: [{ from: '0.32.6', why: 'CVE-2023-4863' }],
  tmp: [{ from: '0.2.4', why: 'CVE-2025-54798' }],
  semver: [{ from: '5.7.2', why: 'CVE-2022-25883' }, { from: '6.3.1', why: 'CVE-2022-25883' }, { from: '7.5.2', why: 'CVE-2022-25883' }],
  jszip: [{ from: '3.8.0', why: 'CVE-2022-48285' }],
}

/** Known for what cannot be mended. */
const NEVER: readonly string[] = ['xlsx', 'request', 'event-stream']

const lockSchema = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) })

interface Installed {
  place: string
  name: string
  version: string
}

const installed = (lock: string): Installed[] =>
  Object.entries(lockSchema.parse(JSON.parse(lock)).packages).flatMap(([place, { version }]) => (place === '' || version === undefined ? [] : [{ place, name: place.replace(/^.*node_modules\//, ''), version }]))

const numbers = (version: string): number[] => (version.split(/[-+]/)[0] ?? '').split('.').map(Number)
const isBelow = (version: string, floor: string): boolean => {
  const [one, other] = [numbers(version), numbers(floor)]
  const at = one.findIndex((number, index) => number !== other[index])
  return at >= 0 && (one[at] ?? 0) < (other[at] ?? 0)
}

/** What lies below its floor: that of its own major version, else the lowest. */
const below = (packages: readonly Installed[]): string[] =>
  packages.flatMap(({ place, name, version }) => {
    const floors = FLOORS[name]
    if (!floors) return NEVER.includes(name) ? [`${place} ${version}: not to be used`] : []
    const floor = floors.find(({ from }) => numbers(from)[0] === numbers(version)[0]) ?? floors[0]
    return floor && isBelow(version, floor.from) ? [`${place} ${version} < ${floor.from}: ${floor.why}`] : []
  })

it('no package of the lock file lies below the floor of its known advisories', () => {
  const packages = installed(readFileSync('package-lock.json', 'utf8'))
  expect(below(packages)).toEqual([])
  for (const name of ['next', 'react', 'react-dom']) expect(packages.some((one) => one.name === name)).toBe(true)
})

it('the check bites', () => {
  const at = (name: string, version: string) => below([{ place: `node_modules/${name}`, name, version }])
  expect(at('next', '16.4.5')).toHaveLength(1)
  expect(at('next', '16.4.6')).toEqual([])
  expect(at('next', '17.0.0')).toEqual([])
  expect(at('react', '19.2.5')).toHaveLength(1)
  expect(at('react', '19.10.0')).toEqual([])
  expect(at('brace-expansion', '1.1.11')).toHaveLength(1)
  expect(at('xlsx', '0.18.5')).toHaveLength(1)
})
