import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import type { Account } from '@/features/accounts/queries'
import type { Viewer } from '@/server/viewer'
import { Badge } from '@/ui/badge'
import { Card } from '@/ui/card'
import { formatDate, formatInstant } from '@/ui/format'
import { withParams } from '@/ui/url'
import { accountChanges } from '../queries'
import { changeHref } from './change-table'
import { SideText } from './side-text'

interface AccountMovesProps {
  viewer: Viewer
  account: Account
  /** The same number in other stations: where it was, or where it went. */
  elsewhere: readonly Account[]
}

/** Where an account stood and what of it was changed, newest first, with the way to its bills at another station. */
export async function AccountMoves({ viewer, account, elsewhere }: AccountMovesProps) {
  const [t, locale, changes] = await Promise.all([getTranslations('registerChanges'), getLocale(), accountChanges(viewer, account)])
  if (changes.length === 0 && elsewhere.length === 0) return null
  return (
    <Card title={t('history')} className="mb-4">
      <div className="grid gap-3">
        {elsewhere.map((other) => (
          <p key={other.stationId}>
            <Link href={withParams(`/accounts/${other.accountNo}`, { station: other.station.code })} className="text-accent underline underline-offset-2">
              {t('elsewhere', { station: other.station.name })}
            </Link>{' '}
            <Badge tone={other.closedOn === null ? 'good' : 'neutral'}>
              {other.closedOn === null ? t('inUseSince', { date: formatDate(other.openedOn, locale) }) : t('fromTo', { from: formatDate(other.openedOn, locale), to: formatDate(other.closedOn, locale) })}
            </Badge>
          </p>
        ))}
        <ol className="border-line grid gap-3 border-l-2 pl-4">
          {changes.map((change) => (
            <li key={change.changeId}>
              <SideText before={change.before} after={change.after} />
              <p className="text-muted text-sm">
                <Link href={changeHref({ id: change.changeId, kind: change.kind })} className="underline underline-offset-2">
                  {t(`kinds.${change.kind}`)}
                </Link>{' '}
                · {change.byName} · <time dateTime={change.at.toISOString()}>{formatInstant(change.at, locale)}</time> · {change.reason}
              </p>
            </li>
          ))}
        </ol>
      </div>
    </Card>
  )
}
