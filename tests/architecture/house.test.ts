import { describe, expect, it } from 'vitest'
import { offenders, sourceFiles } from './source-files'

const MAX_LINES = 260

const source = sourceFiles('src')
const inFolder = (folder: string) => source.filter((file) => file.name.startsWith(folder))
const isClient = (text: string) => /^['"]use client['"]/.test(text)

describe('the house', () => {
  it('holds no barrels and no grab-bags', () => {
    expect(offenders(source, ({ name }) => /\/(index|utils?|helpers?|misc|common)\.tsx?$/.test(name))).toEqual([])
  })

  it('keeps a file to one idea', () => {
    expect(offenders(source, ({ text }) => text.split('\n').length > MAX_LINES)).toEqual([])
  })

  it('marks every server file as server-only', () => {
    // The database's own start-up runs before and outside the framework.
    const files = inFolder('src/server/').filter(({ name }) => !name.startsWith('src/server/postgres/'))
    expect(offenders(files, ({ text }) => !text.startsWith("import 'server-only'"))).toEqual([])
  })

  it('keeps queries and commands off the client', () => {
    const files = inFolder('src/features/').filter(({ name }) => /\/commands\/|queries\.ts$/.test(name))
    expect(offenders(files, ({ text }) => !text.startsWith("import 'server-only'"))).toEqual([])
  })

  it('lets a client component import actions, schemas, ui and domain, nothing else of ours', () => {
    const foreign = /from '(@\/server|@\/generated|@\/features\/[^']*\/(queries|commands)|\.\.?\/(queries|commands))/
    expect(offenders(source, ({ text }) => isClient(text) && foreign.test(text))).toEqual([])
  })

  it('opens transactions in one place', () => {
    expect(offenders(source, ({ text }) => /\$transaction\(|query\(['"`]BEGIN/.test(text))).toEqual([
      // A whole database is read, or filled, in one transaction that has no viewer.
      'src/server/backup/restore-backup.ts',
      'src/server/backup/write-backup.ts',
      'src/server/postgres/migrate.ts',
      'src/server/transaction.ts',
    ])
  })

  it('makes viewers in one place', () => {
    expect(offenders(source, ({ text }) => /\bmakeViewer\(/.test(text))).toEqual(['src/server/session.ts', 'src/server/viewer.ts'])
  })

  it('steps around a viewer’s scope, or the application’s role, in few and named places', () => {
    const around = (text: string) => [...text.matchAll(/\bsystem\('([a-z]+)'\)/g)].map(([, work]) => work ?? '')
    const places = source.flatMap(({ name, text }) => [...new Set(around(text))].map((work) => `${work} ${name}`)).sort()
    expect(places.filter((place) => !/^(demo src\/features\/demo\/|verify src\/features\/(audit-log|bills)\/)/.test(place))).toEqual(['sessions src/server/db.ts'])
    expect(offenders(source, ({ text }) => /\basOwner(<\w+>)?\(/.test(text)).filter((name) => !/^src\/features\/(imports|demo)\//.test(name))).toEqual(['src/server/scoped-pool.ts'])
  })

  it('writes the state of a work order in its commands only', () => {
    const writes = /workOrder\.(create|update|updateMany|upsert|delete|deleteMany)\(/
    const elsewhere = source.filter(({ name }) => !name.startsWith('src/features/work-orders/commands/'))
    expect(offenders(elsewhere, ({ text }) => writes.test(text))).toEqual([])
  })

  it('keeps floats away from money: no parseFloat, no toFixed', () => {
    const files = source.filter(({ name }) => !name.startsWith('src/ui/'))
    expect(offenders(files, ({ text }) => /parseFloat\(|\.toFixed\(/.test(text))).toEqual([])
  })

  it('asks the time in one place', () => {
    const files = [...inFolder('src/domain/'), ...inFolder('src/features/')].filter(({ name }) => !name.endsWith('.test.ts'))
    expect(offenders(files, ({ text }) => /new Date\(\)|Date\.now\(\)/.test(text))).toEqual([])
  })
})
