import { cookies } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { loadMessages } from '@/messages/load'
import { LOCALE_COOKIE, localeFrom } from './locale'

/** The reader's choice, unless a paper asks for its own language. */
export default getRequestConfig(async ({ locale: asked }) => {
  const locale = asked ?? localeFrom((await cookies()).get(LOCALE_COOKIE)?.value)
  return { locale, messages: await loadMessages(locale), timeZone: 'Asia/Shanghai' }
})
