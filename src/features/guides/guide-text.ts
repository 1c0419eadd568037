import 'server-only'
import { getTranslations } from 'next-intl/server'
import { mayDo, type Role } from '@/domain/identity/permissions'
import { GUIDE_KEYS, guidePageOf, keysOf } from './guide-pages'

export interface Guide {
  title: string
  about: string
  /** What concerns the role on this page, and what it may do at all. */
  forRole: { heading: string; lines: string[] }
  keys: { key: string; text: string }[]
}

/** What a person in a role should know about a page, in the language of the screen. */
export async function guideFor(role: Role, path: string): Promise<Guide> {
  const [t, roles] = await Promise.all([getTranslations('guides'), getTranslations('shell.roles')])
  const page = guidePageOf(path)
  const own = `pages.${page}.forRole.${role}` as 'pages.queue.forRole.clerk'
  return {
    title: t(`pages.${page}.title`),
    about: t(`pages.${page}.about`),
    forRole: { heading: t('asRole', { role: roles(role) }), lines: [...(t.has(own) ? [t(own)] : []), t(`roles.${role}`)] },
    keys: keysOf(page, mayDo(role, 'work-orders.decide')).map((key) => ({ key: GUIDE_KEYS[key], text: t(`keys.${key}`) })),
  }
}
