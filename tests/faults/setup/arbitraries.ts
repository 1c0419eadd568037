import fc from 'fast-check'
import * as z from 'zod'

/** Values that exist in the books under the names by which actions ask for them: only with these does fuzzing get anywhere. */
export type Known = Readonly<Record<string, readonly (string | number)[]>>

type JsonSchema = z.core.JSONSchema.BaseSchema

/** Texts that break what is careless: empty, long, other scripts, SQL, paths, and what the database cannot hold. */
const NASTY = ['', ' ', '\u0000', "'; DROP TABLE bill; --", '%', '_', '\\', '../../etc/passwd', '<script>alert(1)</script>', '户'.repeat(300), 'x'.repeat(20_000), '\ud800', '１２３', '-1', '1e309', 'NaN', '0000-00-00', '9999-12-31', '2013-02-30', '99999999999999999999', '\u202e', '$undefined', '$K1', '__proto__']

const nasty = fc.constantFrom(...NASTY)
const junk = fc.oneof(nasty, fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.array(fc.oneof(nasty, fc.integer()), { maxLength: 3 }), fc.dictionary(fc.string({ maxLength: 5 }), nasty, { maxKeys: 3 }), fc.constant(Number.MAX_SAFE_INTEGER), fc.constant(2 ** 31))

/** What an action may be sent: as its schema wants it, nearly so, or nothing like it. */
export function inputFor(schema: z.ZodType | null, known: Known): fc.Arbitrary<unknown> {
  if (schema === null) return fc.oneof(junk, fc.object())
  const proper = arbitraryOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), known, '')
  return fc.oneof({ weight: 6, arbitrary: proper }, { weight: 3, arbitrary: spoilt(proper) }, { weight: 1, arbitrary: junk })
}

/** One property is something else, missing, or one too many. */
const spoilt = (proper: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.tuple(proper, junk, fc.nat(), fc.constantFrom('replace', 'remove', 'add')).map(([value, other, place, how]) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return other
    const keys = Object.keys(value)
    const key = keys[place % Math.max(1, keys.length)]
    if (how === 'add' || key === undefined) return { ...value, more: other }
    const { [key]: _, ...rest } = value as Record<string, unknown>
    return how === 'remove' ? rest : { ...rest, [key]: other }
  })

const UUID = fc.uuid({ version: 4 })

function arbitraryOf(schema: JsonSchema, known: Known, name: string): fc.Arbitrary<unknown> {
  const familiar = known[name] ?? []
  const own = plainly(schema, known, name)
  return familiar.length === 0 ? own : fc.oneof({ weight: 4, arbitrary: fc.constantFrom<unknown>(...familiar) }, { weight: 1, arbitrary: own })
}

function plainly(schema: JsonSchema, known: Known, name: string): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom<unknown>(...schema.enum)
  const choices = (schema.anyOf ?? schema.oneOf ?? [])
  if (choices.length > 0) return fc.oneof(...choices.map((choice) => arbitraryOf(choice, known, name)))
  if (schema.allOf) return fc.tuple(...(schema.allOf).map((part) => arbitraryOf(part, known, name))).map((parts) => Object.assign({}, ...parts) as unknown)
  switch (schema.type) {
    case 'object': return objectOf(schema, known)
    case 'array': return fc.array(arbitraryOf((schema.items ?? {}) as JsonSchema, known, name.replace(/s$/, '')), { minLength: schema.minItems ?? 0, maxLength: Math.min(schema.maxItems ?? 4, 4) })
    case 'string': return textOf(schema)
    case 'integer': case 'number': return fc.oneof(fc.integer({ min: Math.max(schema.minimum ?? -10, -1e9), max: Math.min(schema.maximum ?? 100, 1e9) }), fc.constantFrom(0, 1, 2))
    case 'boolean': return fc.boolean()
    case 'null': case undefined: break
  }
  return junk
}

function objectOf(schema: JsonSchema, known: Known): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>)
  const required = new Set(schema.required ?? [])
  const fields = Object.fromEntries(properties.map(([name, part]) => [name, required.has(name) ? arbitraryOf(part, known, name) : fc.option(arbitraryOf(part, known, name), { nil: undefined })]))
  return fc.record(fields).map((value) => Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)))
}

function textOf(schema: JsonSchema): fc.Arbitrary<string> {
  if (schema.format === 'uuid') return UUID
  if (schema.format === 'email') return fc.emailAddress()
  const ordinary = fc.constantFrom('2013-07', '2013-07-01', '2013-09', '1', '0.5', '一般工商业', 'a shop since July', '0107', 'RES-1', 'COM-1')
  if (typeof schema.pattern === 'string' && schema.pattern.length < 60) {
    try {
      return fc.oneof(fc.stringMatching(new RegExp(schema.pattern)), ordinary)
    } catch {
      return fc.oneof(ordinary, nasty)
    }
  }
  return fc.oneof({ weight: 3, arbitrary: ordinary }, { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: Math.min(schema.maxLength ?? 40, 200) }) }, { weight: 1, arbitrary: nasty })
}

/** As the browser's side of the framework writes an argument: a text that begins with `$` is no reference. */
export const asArguments = (value: unknown): string =>
  JSON.stringify([value], (_, part: unknown) => (typeof part === 'string' && part.startsWith('$') ? `$${part}` : typeof part === 'number' && !Number.isFinite(part) ? null : part)) ?? '[null]'

/** A form with a file in it, as the browser's side of the framework sends it. */
export function formFor(known: Known): fc.Arbitrary<() => FormData> {
  const file = fc.oneof(fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)), fc.constantFrom('%PDF-1.4', 'PK\u0003\u0004', '\u0089PNG\r\n', 'a,b\n1,2\n', '{"category":', '').map((text) => Buffer.from(text, 'latin1')))
  // As a disk may have it: no name holds a zero or is longer than 255 characters.
  const name = fc.oneof(fc.constantFrom('bill.csv', 'photo.png', 'x.pdf', 'list.xlsx', 'x.exe'), nasty.map((text) => text.replaceAll('\u0000', '').slice(0, 255)))
  return fc.tuple(file, name, fc.constantFrom(...(known['number'] ?? ['x'])), UUID, nasty).map(([content, fileName, number, requestKey, other]) => () => {
    const form = new FormData()
    form.append('1_file', new File([content], fileName))
    for (const [field, value] of Object.entries({ number: String(number), requestKey, month: '2013-10', reason: other, mapping: other })) form.append(`1_${field}`, value)
    form.append('0', '["$K1"]')
    return form
  })
}
