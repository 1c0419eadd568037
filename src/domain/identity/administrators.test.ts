import { describe, expect, it } from 'vitest'
import { clashingRole } from './administrators'
import type { Role } from './permissions'

const zhao = (role: Role, name = '赵强') => ({ name, role })

describe('the three administrators are three people', () => {
  it.each<[string, Role | null, ReturnType<typeof zhao>, ReturnType<typeof zhao>[], Role | null]>([
    ['a new security administrator', null, zhao('security_admin'), [], null],
    ['who administers the system already', 'admin', zhao('security_admin'), [], 'admin'],
    ['under a second account', null, zhao('log_auditor'), [zhao('admin')], 'admin'],
    ['under a second account, with a space', null, zhao('log_auditor', '赵强 '), [zhao('admin')], 'admin'],
    ['who becomes a clerk', 'admin', zhao('clerk'), [zhao('security_admin')], null],
    ['a second of the same kind', null, zhao('admin'), [zhao('admin')], null],
    ['somebody else', null, zhao('admin'), [zhao('security_admin', '周敏')], null],
  ])('%s', (_, own, wanted, others, clash) => expect(clashingRole(wanted, own, others)).toBe(clash))
})
