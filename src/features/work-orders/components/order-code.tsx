import Image from 'next/image'
import { headers } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import QRCode from 'qrcode'
import { env } from '@/server/env'

/** On paper: a code that opens the order. */
export async function OrderCode({ number }: { number: string }) {
  const t = await getTranslations('orderLife.detail')
  const svg = await QRCode.toString(`${await ownAddress()}/work-orders/${number}`, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' })
  return (
    <figure className="hidden shrink-0 text-center print:block">
      <Image unoptimized className="mx-auto" alt={t('code', { number })} width={88} height={88} src={`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`} />
      <figcaption className="text-sm">{t('code', { number })}</figcaption>
    </figure>
  )
}

/** The address users type: as configured, or as this request came. */
async function ownAddress(): Promise<string> {
  const configured = env().APP_URL
  if (configured !== undefined) return configured.replace(/\/$/, '')
  const requestHeaders = await headers()
  const host = requestHeaders.get('x-forwarded-host') ?? requestHeaders.get('host') ?? 'localhost'
  return `${requestHeaders.get('x-forwarded-proto') ?? 'http'}://${host}`
}
