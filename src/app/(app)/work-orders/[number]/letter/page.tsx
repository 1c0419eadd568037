import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { maskAddress, maskName } from '@/domain/identity/masking'
import { mayDo } from '@/domain/identity/permissions'
import { getAccount } from '@/features/accounts/queries'
import { CustomerLetter } from '@/features/work-orders/components/customer-letter'
import { PrintButton } from '@/features/work-orders/components/print-button'
import { orderSheet } from '@/features/work-orders/order-sheet'
import { findOrder } from '@/features/work-orders/queries'
import { LOCALES } from '@/i18n/locale'
import { requireViewer } from '@/server/session'
import { Notice } from '@/ui/badge'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { LinkButton } from '@/ui/link-button'
import { single, withParams } from '@/ui/url'

interface LetterPageProps {
  params: Promise<{ number: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: LetterPageProps) {
  return { title: (await params).number }
}

const LANGUAGES = { 'zh-CN': '中文', en: 'English' } as const

export default async function LetterPage({ params, searchParams }: LetterPageProps) {
  const viewer = await requireViewer('work-orders.read')
  const { number } = await params
  const [order, asked] = [await findOrder(viewer, number), await searchParams]
  if (!order) notFound()
  const [t, reader, sheet] = await Promise.all([getTranslations('orderLife.letter'), getLocale(), orderSheet(viewer, order)])
  const locale = LOCALES.find((name) => name === single(asked['lang'])) ?? reader
  const own = sheet.accounts.find(({ accountNo }) => accountNo === single(asked['account'])) ?? sheet.accounts[0]
  if (!own) notFound()
  const account = await getAccount(viewer, own.accountNo)
  // A letter is written to somebody: whoever may send it sees to whom; for everybody else it is a sample.
  const writes = mayDo(viewer.role, 'work-orders.prepare') || mayDo(viewer.role, 'work-orders.decide')
  const addressee = writes ? account : { ...account, name: maskName(account.name), address: maskAddress(account.address) }
  const path = `/work-orders/${number}/letter`
  const undecided = order.state === 'draft' || order.state === 'submitted'
  return (
    <>
      <div className="no-print mb-4 flex flex-wrap items-center justify-between gap-3">
        <LinkButton href={`/work-orders/${number}`}>{t('back')}</LinkButton>
        <nav aria-label={t('languages')} className="flex flex-wrap gap-3">
          {LOCALES.map((name) => (
            <Link key={name} lang={name} href={withParams(path, { lang: name, account: own.accountNo })} aria-current={name === locale ? 'page' : undefined} className={name === locale ? 'font-semibold' : 'text-accent underline'}>
              {LANGUAGES[name]}
            </Link>
          ))}
          {sheet.accounts.length > 1 &&
            sheet.accounts.map(({ accountNo, name }) => (
              <Link key={accountNo} href={withParams(path, { lang: locale, account: accountNo })} aria-current={accountNo === own.accountNo ? 'page' : undefined} className={accountNo === own.accountNo ? 'font-semibold' : 'text-accent underline'}>
                {name} {accountNo}
              </Link>
            ))}
        </nav>
        <ClientMessages namespaces={['workOrders']}>
          <PrintButton />
        </ClientMessages>
      </div>
      {undecided && (
        <div className="no-print mb-4">
          <Notice tone="warn">{t('draft')}</Notice>
        </div>
      )}
      <Card className="pt-6 print:border-0">
        <CustomerLetter order={order} sheet={sheet} account={addressee} own={own} locale={locale} />
      </Card>
    </>
  )
}
