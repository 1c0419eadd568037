import { describe, expect, it } from 'vitest'
import { authDb } from '@/server/db'
import { lineOf } from '@/server/log'
import { withoutSecrets } from '@/server/log-words'

const SECRETS = ['hunter2-hunter2', 'tok_abcdef', '13812341234', 'wang@example.com', '$argon2id$v=19$m=1,t=1,p=1$abc$def']

describe('what a line of the log says of an error', () => {
  it('of a call that the database client refused: none of its arguments', async () => {
    // What a defect looks like: a field that is not there, with everything else in the call.
    const data = { id: 'x', name: '张建国', email: 'wang@example.com', role: 'clerk', password: 'hunter2-hunter2', token: 'tok_abcdef' } as never
    const refused: unknown = await authDb().appUser.create({ data }).catch((error: unknown) => error)
    const line = JSON.stringify(lineOf(refused))
    expect(line).toContain('password')
    for (const secret of [...SECRETS, '张建国']) expect(line).not.toContain(secret)
  })

  it('of an error with a secret in its words: the words without it', () => {
    const line = lineOf(new Error(`login failed: {"password":"hunter2-hunter2","token":"tok_abcdef"} cookie=tok_abcdef; former: 'hunter2-hunter2' 13812341234 wang@example.com $argon2id$v=19$m=1,t=1,p=1$abc$def`))
    for (const secret of SECRETS) expect(JSON.stringify(line)).not.toContain(secret)
    expect(line.message).toContain('login failed')
  })

  it.each([
    ['connect to postgresql://app:s3cret@db.example/audit', 'connect to postgresql://…@db.example/audit'],
    ['sent Bearer abc.def', 'sent Bearer [removed]'],
    ['order GD-0107-201307-0001 of account 0107012345 was not found', 'order GD-0107-201307-0001 of account 0107012345 was not found'],
  ])('%s', (text, left) => expect(withoutSecrets(text)).toBe(left))
})
