import { getLocale, getTranslations } from 'next-intl/server'
import type { Viewer } from '@/server/viewer'
import { Card } from '@/ui/card'
import { ClientMessages } from '@/ui/client-messages'
import { formatInstant } from '@/ui/format'
import { colleaguesAt, commentsOf } from '../queries'
import { CommentForm } from './comment-form'

/** What was said about an order, and a box to say more. */
export async function CommentsPanel({ viewer, order }: { viewer: Viewer; order: { stationId: number; id: bigint; number: string } }) {
  const [t, locale, comments, colleagues] = await Promise.all([getTranslations('comments'), getLocale(), commentsOf(viewer, order), colleaguesAt(viewer, order.stationId)])
  return (
    <Card title={t('title')} className="no-print">
      {comments.length === 0 ? (
        <p className="text-muted mb-3">{t('none')}</p>
      ) : (
        <ol className="mb-3 grid gap-3">
          {comments.map((comment) => (
            <li key={String(comment.id)}>
              <p className="text-sm">
                <span className="font-medium">{comment.authorName}</span>{' '}
                <time className="text-muted" dateTime={comment.at.toISOString()}>
                  {formatInstant(comment.at, locale)}
                </time>
              </p>
              <p className="break-words whitespace-pre-wrap">{comment.body}</p>
            </li>
          ))}
        </ol>
      )}
      <ClientMessages namespaces={['comments']}>
        <CommentForm key={comments.length} number={order.number} colleagues={colleagues.filter(({ id }) => id !== viewer.userId)} />
      </ClientMessages>
    </Card>
  )
}
