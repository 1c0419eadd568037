import { describe, expect, it } from 'vitest'
import { mentionedIn, type Colleague } from './schemas'

const colleague = (id: string, name: string): Colleague => ({ id, name, username: id })
const people = [colleague('wang', '王丽'), colleague('wangh', '王丽华'), colleague('zhang', '张建国')]
const ids = (body: string) => mentionedIn(body, people).map(({ id }) => id)

describe('whom a comment names', () => {
  it('by name and by user name, each once', () => expect(ids('@张建国 请看，@zhang 或 @wang')).toEqual(['zhang', 'wang']))
  it('the longer of two names that begin alike', () => expect(ids('@王丽华请核对')).toEqual(['wangh']))
  it('nobody without the sign', () => expect(ids('王丽说可以')).toEqual([]))
  it('nobody who is not there', () => expect(ids('@李四')).toEqual([]))
})
