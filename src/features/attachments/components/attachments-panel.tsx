import { FileText } from 'lucide-react'
import Image from 'next/image'
import { getLocale, getTranslations } from 'next-intl/server'
import type { Viewer } from '@/server/viewer'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { formatCount, formatInstant } from '@/ui/format'
import { attachmentsOf } from '../queries'
import { ATTACHMENT_LIMITS } from '../schemas'
import { AttachForm } from './attach-form'
import { RemoveAttachment } from './remove-attachment'

const THUMBNAIL_PX = 96
const KILOBYTE = 1024

/** The photos and documents of an order: small pictures that open, documents that download, and a way to add one. */
export async function AttachmentsPanel({ viewer, order }: { viewer: Viewer; order: { stationId: number; id: bigint; number: string } }) {
  const [t, locale, rows] = await Promise.all([getTranslations('attachments'), getLocale(), attachmentsOf(viewer, order)])
  return (
    <Card title={t('title')} className="no-print">
      {rows.length === 0 ? (
        <p className="text-muted mb-3">{t('none')}</p>
      ) : (
        <ul className="mb-3 grid gap-3">
          {rows.map((row) => {
            const address = `/work-orders/${order.number}/attachments/${row.id}`
            return (
              <li key={String(row.id)} className="flex items-start gap-3">
                <a href={address} target="_blank" rel="noreferrer" className="border-line bg-raised grid size-16 shrink-0 place-items-center overflow-hidden rounded border">
                  {row.thumbnailSha256 === null ? (
                    <FileText role="img" aria-label={t('document', { name: row.name })} className="text-muted size-7" />
                  ) : (
                    <Image unoptimized src={`${address}?thumbnail=1`} alt={t('photo', { name: row.name })} width={THUMBNAIL_PX} height={THUMBNAIL_PX} className="size-full object-cover" />
                  )}
                </a>
                <div className="min-w-0 flex-1">
                  <p className="font-medium break-words">{row.name}</p>
                  <p className="text-muted text-sm">
                    {t('size', { kilobytes: formatCount(Math.ceil(row.bytes / KILOBYTE)) })} · {row.uploadedByName} · {formatInstant(row.at, locale)}
                  </p>
                </div>
                {row.uploadedById === viewer.userId && (
                  <ClientMessages namespaces={['attachments']}>
                    <RemoveAttachment number={order.number} id={String(row.id)} name={row.name} />
                  </ClientMessages>
                )}
              </li>
            )
          })}
        </ul>
      )}
      <ClientMessages namespaces={['attachments']}>
        <AttachForm key={rows.length} number={order.number} limitMegabytes={ATTACHMENT_LIMITS.megabytes} />
      </ClientMessages>
    </Card>
  )
}
