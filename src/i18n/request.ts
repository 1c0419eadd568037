import { cookies } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { loadMessages } from '@/messages/load'
import { LOCALE_COOKIE, localeFrom } from './locale'

export default getRequestConfig(async () => {
  const locale = localeFrom((await cookies()).get(LOCALE_COOKIE)?.value)
  return { locale, messages: await loadMessages(locale), timeZone: 'Asia/Shanghai' }
})
