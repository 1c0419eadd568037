/** What is wrong with a document, one fault a line: where, and in words instead of the schema library's own. */
import type { z } from 'zod'

export interface Fault {
  path: (string | number)[]
  message: string
}

const EXPECTED: Readonly<Record<string, string>> = {
  object: 'an object', record: 'an object', array: 'a list', string: 'text', number: 'a number', int: 'a whole number', boolean: 'true or false',
}

function foundIn(input: unknown): string {
  if (input === undefined) return 'nothing'
  if (input === null) return 'null'
  if (Array.isArray(input)) return 'a list'
  if (typeof input === 'object') return 'an object'
  if (typeof input === 'string') return `the text ${JSON.stringify(input.slice(0, 40))}`
  return String(input)
}

/** Says in words what the schema itself leaves to the library. */
function inWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${EXPECTED[issue.expected] ?? issue.expected}, found ${foundIn(issue.input)}`
    case 'invalid_value':
      return `expected ${issue.values.map(String).join(', ')}; found ${foundIn(issue.input)}`
    case 'too_small':
      return issue.origin === 'array' ? `expected at least ${issue.minimum}` : `must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`
    case 'too_big':
      return issue.origin === 'array' ? `expected at most ${issue.maximum}` : `must be at most ${issue.maximum}`
    case 'invalid_union':
      return Array.isArray(issue.options) ? `expected ${issue.discriminator ?? 'one'} of ${issue.options.map(String).join(', ')}` : undefined
    case 'custom':
    case 'invalid_element':
    case 'invalid_format':
    case 'invalid_key':
    case 'not_multiple_of':
    case 'unrecognized_keys':
      return undefined
  }
}

/** For `schema.safeParse(value, IN_WORDS)`: what the document says itself comes first, the library's words never. */
export const IN_WORDS = { error: inWords }

/** Each fault by itself: an object with two unknown fields has two. */
export const faultsIn = (error: z.ZodError): Fault[] =>
  error.issues.flatMap((issue) => {
    const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
    return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => ({ path: [...path, key], message: 'unknown field: leave it out' })) : [{ path, message: issue.message }]
  })

/** `tariffs[0].versions[0].charges[2].rate`. */
export const pathText = (path: readonly (string | number)[]): string =>
  path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('').replace(/^\./, '') || '(document)'
