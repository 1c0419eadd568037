import { readdirSync, readFileSync } from 'node:fs'
import { createTranslator } from 'use-intl/core'
import { describe, expect, it } from 'vitest'
import { AUDIT_ACTIONS } from '@/domain/audit-log/audit-actions'

const FOLDER = 'src/messages'
const files = readdirSync(`${FOLDER}/zh-CN`)

type Tree = { [key: string]: string | Tree }

const read = (locale: string, file: string): Map<string, string> => flat(JSON.parse(readFileSync(`${FOLDER}/${locale}/${file}`, 'utf8')) as Tree)

const flat = (tree: Tree, prefix = ''): Map<string, string> =>
  new Map(Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [[prefix + key, value] as const] : [...flat(value, `${prefix}${key}.`)])))

const placeholders = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)\s*[,}]/g)].map((match) => match[1] ?? ''))].filter((name) => /^[a-z]/.test(name)).sort()

describe('the words of the screens', () => {
  it('exist in both languages', () => {
    expect(readdirSync(`${FOLDER}/en`)).toEqual(files)
  })

  it.each(files)('%s: the same keys, none empty', (file) => {
    const [chinese, english] = [read('zh-CN', file), read('en', file)]
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort())
    expect([...chinese, ...english].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it.each(files)('%s: the same values to fill in', (file) => {
    const english = read('en', file)
    for (const [key, text] of read('zh-CN', file)) expect([key, placeholders(english.get(key) ?? '')]).toEqual([key, placeholders(text)])
  })

  it.each(files)('%s: no Chinese in the English', (file) => {
    expect([...read('en', file)].filter(([, text]) => /\p{Script=Han}/u.test(text))).toEqual([])
  })

  it.each(files)('%s: every text can be read', (file) => {
    for (const locale of ['zh-CN', 'en'] as const) {
      const faults: string[] = []
      const messages = JSON.parse(readFileSync(`${FOLDER}/${locale}/${file}`, 'utf8')) as Tree
      const t = createTranslator({ locale, messages, onError: ({ code, message }) => code === 'INVALID_MESSAGE' && faults.push(message) })
      for (const key of flat(messages).keys()) t(key as never)
      expect(faults).toEqual([])
    }
  })

  // What is recorded is typed by the same list: a code that is not in it does not compile.
  it('says what was done for every action of the audit log, and for nothing that is no action', () => {
    expect([...read('zh-CN', 'audit-actions.json').keys()].sort()).toEqual([...AUDIT_ACTIONS].sort())
  })

  it('says something for every refusal', () => {
    const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name) && !name.includes('generated') && !name.includes('.test.'))
    const codes = new Set(sources.flatMap((name) => [...readFileSync(`src/${name}`, 'utf8').matchAll(/new DomainError\('([a-z-]+)'/g)].map((match) => match[1] ?? '')))
    const said = read('en', 'errors.json')
    const onCommandLineOnly = ['demo-code-taken', 'demo-other-size']
    expect([...codes].filter((code) => !said.has(code) && !onCommandLineOnly.includes(code))).toEqual([])
  })
})
