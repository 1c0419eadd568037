'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { useErrorMessage } from '@/ui/action-notice'
import { Badge, Notice } from '@/ui/badge'
import { Button } from '@/ui/button'
import { formatInstant } from '@/ui/format'
import { draftOf } from '../phone/draft'
import type { VisitDraft } from '../phone/shapes'
import { useDoor, type Door } from '../phone/use-door'
import type { PackTask } from '../task-pack'
import { SideBySide } from './inspection-facts'
import { InstallButton } from './install-button'
import { ResolveButtons } from './resolve-buttons'
import { TaskList } from './task-list'
import { VisitForm } from './visit-form'

/** The inspector's page: doors to visit, a visit to fill in, what waits to be sent. Works without a network once a pack is here. */
export function DoorApp({ userId }: { userId: string }) {
  const t = useTranslations('inspections.door')
  const door = useDoor(userId)
  const [visiting, setVisiting] = useState<{ task: PackTask; draft: VisitDraft | null } | null>(null)
  const { keep } = door
  const visited = visiting?.task.task
  const keepVisited = useCallback(
    // A full phone says so when the visit is saved; typing is not disturbed.
    (draft: VisitDraft) => void (visited !== undefined && keep(visited, draft).catch(() => undefined)),
    [keep, visited],
  )
  const open = async (task: PackTask) => {
    try {
      setVisiting({ task, draft: await draftOf(task.task, userId) })
    } catch {
      // An empty form would take the place of what was filled in before.
      door.tell({ kind: 'not-loaded' })
    }
  }
  if (visiting && door.pack) {
    return (
      <VisitForm
        task={visiting.task}
        begun={visiting.draft}
        keep={keepVisited}
        categories={door.pack.categories}
        close={() => setVisiting(null)}
        save={async (visit) => {
          await door.save(visit)
          setVisiting(null)
        }}
      />
    )
  }
  return (
    <>
      <h1 className="text-xl font-semibold">{t('title')}</h1>
      <Standing door={door} />
      <InstallButton />
      {door.conflicts.length > 0 && <Conflicts door={door} />}
      {door.waiting.length > 0 && <Waiting door={door} />}
      {door.pack && <TaskList tasks={door.pack.tasks} categories={door.pack.categories} begun={door.begun} visit={(task) => void open(task)} />}
    </>
  )
}

/** The network, the pack's age, and what the last step came to. */
function Standing({ door }: { door: Door }) {
  const t = useTranslations('inspections.door')
  const locale = useLocale()
  const message = useErrorMessage()
  const { ready, able, online, busy, pack, waiting, notice } = door
  return (
    <section aria-label={t('standing')} className="my-3 grid gap-2">
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={online ? 'good' : 'warn'}>{t(online ? 'online' : 'offline')}</Badge>
        <span data-waiting={waiting.length} className="text-muted text-sm">{t('waiting', { count: waiting.length })}</span>
        {pack && <span className="text-muted text-sm">{t('madeAt', { at: formatInstant(new Date(pack.madeAt), locale) })}</span>}
      </p>
      {ready && !able && <Notice tone="warn">{t('unable')}</Notice>}
      {ready && able && !pack && <Notice>{t(online ? 'noPack' : 'noPackOffline')}</Notice>}
      <div className="flex flex-wrap gap-2">
        <Button variant={pack ? 'secondary' : 'primary'} className="min-h-11" pending={busy} disabled={!ready || !able || !online} onClick={() => void door.download()}>
          {t(pack ? 'downloadAgain' : 'download')}
        </Button>
        {waiting.length > 0 && (
          <Button className="min-h-11" disabled={!online} onClick={() => void door.send()}>
            {t('send')}
          </Button>
        )}
      </div>
      <div role="status">
        {notice?.kind === 'sent' && <Notice tone="good">{t('sent', { count: notice.count })}</Notice>}
        {notice?.kind === 'signed-out' && (
          <Notice tone="warn">
            {t('signedOut')}{' '}
            <a href="/login?next=/inspections" className="text-accent underline">
              {t('logIn')}
            </a>
          </Notice>
        )}
        {notice?.kind === 'not-loaded' && <Notice tone="warn">{t('notLoaded')}</Notice>}
        {notice?.kind === 'failed' && <Notice tone="bad">{t('failed')}</Notice>}
        {notice?.kind === 'refused' && <Notice tone="bad">{message(notice)}</Notice>}
      </div>
    </section>
  )
}

function Waiting({ door }: { door: Door }) {
  const t = useTranslations('inspections')
  return (
    <section className="mb-4">
      <h2 className="mb-1 font-semibold">{t('door.outbox')}</h2>
      <ul className="border-line bg-surface divide-line divide-y rounded-lg border">
        {door.waiting.map(({ sent, name, accountNo }) => (
          <li key={sent.requestKey} className="flex flex-wrap justify-between gap-2 px-3 py-2">
            <span>
              {name} <span className="text-muted tabular text-sm">{accountNo}</span>
            </span>
            <Badge tone="warn">{t(`outcomes.${sent.outcome}`)}</Badge>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Conflicts({ door }: { door: Door }) {
  const t = useTranslations('inspections.conflict')
  return (
    <section className="mb-4 grid gap-3">
      <h2 className="font-semibold">{t('title')}</h2>
      {door.conflicts.map(({ mine, other, name, accountNo, reason }) => (
        <article key={mine.inspection} data-conflict={accountNo} className="border-warn bg-surface rounded-lg border p-3">
          <h3 className="mb-2 font-medium">{t('at', { name, account: accountNo })}</h3>
          <SideBySide mine={mine} other={other} reason={reason} />
          {door.online ? <ResolveButtons inspection={mine.inspection} onResolved={() => void door.resolved(mine.inspection)} /> : <p className="text-muted mt-2 text-sm">{t('later')}</p>}
        </article>
      ))}
    </section>
  )
}
