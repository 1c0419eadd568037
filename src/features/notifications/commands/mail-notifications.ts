import 'server-only'
import { createHash } from 'node:crypto'
import { db, pool } from '@/server/db'
import { env } from '@/server/env'
import { logError } from '@/server/log'
import { openMailer, type Mailer } from '@/server/mail'
import { SHARED_TABLES } from '@/server/scope'
import { workingFor, type Viewer } from '@/server/viewer'
import { mailAbout } from '../mail-text'
import { isPlaceholder, notificationsOf, type Notification } from '../queries'

/**
 * Claims notifications for mailing before anything is sent, so that of two at once only one sends. A claim whose sender died
 * is taken over after a while, under the same message number: whoever did get it gets it as the same message.
 */
const CLAIM = `
  INSERT INTO notification_mail (user_id, key, message_id, claimed_at) SELECT $1, key, $3, $4 FROM unnest($2::text[]) AS key
  ON CONFLICT (user_id, key) DO UPDATE SET claimed_at = EXCLUDED.claimed_at
    WHERE notification_mail.sent_at IS NULL AND notification_mail.claimed_at < $4::timestamptz - interval '10 minutes'
  RETURNING key, message_id AS "messageId"`

/**
 * Mails everyone who gave an address what they have not read and was not mailed yet, in one message a person.
 * @returns how many messages went out; 0 where no mail server is set up
 */
export async function mailNotifications(at: Date): Promise<number> {
  const mailer = openMailer()
  if (!mailer) return 0
  let sent = 0
  try {
    for (const { viewer, address } of await people()) {
      const unread = (await notificationsOf(viewer, at)).filter(({ read }) => !read)
      for (const message of await claimed(viewer, unread, at)) {
        if (await delivered(mailer, viewer, address, message, at)) sent += 1
      }
    }
  } finally {
    mailer.close()
  }
  return sent
}

async function people(): Promise<{ viewer: Viewer; address: string }[]> {
  const [users, stations] = await Promise.all([
    db(SHARED_TABLES).appUser.findMany({ select: { id: true, name: true, email: true, role: true, allStations: true, scopes: { select: { stationId: true } } } }),
    db(SHARED_TABLES).station.findMany({ select: { id: true } }),
  ])
  return users
    .filter(({ email }) => !isPlaceholder(email))
    .map(({ id, name, email, role, allStations, scopes }) => ({
      viewer: workingFor({ userId: id, name, role }, allStations ? stations.map((station) => station.id) : scopes.map(({ stationId }) => stationId), 'mail'),
      address: email,
    }))
}

interface Message {
  messageId: string
  notifications: Notification[]
}

async function claimed(viewer: Viewer, unread: readonly Notification[], at: Date): Promise<Message[]> {
  if (unread.length === 0) return []
  const keys = unread.map(({ key }) => key)
  const digest = createHash('sha256').update([viewer.userId, ...keys].join('\n')).digest('hex').slice(0, 32)
  const { rows } = await pool(viewer).query<{ key: string; messageId: string }>(CLAIM, [viewer.userId, keys, `<${digest}@tariff-audit>`, at])
  const messageOf = new Map(rows.map(({ key, messageId }) => [key, messageId]))
  return [...new Set(messageOf.values())].map((messageId) => ({ messageId, notifications: unread.filter(({ key }) => messageOf.get(key) === messageId) }))
}

async function delivered(mailer: Mailer, viewer: Viewer, address: string, { messageId, notifications }: Message, at: Date): Promise<boolean> {
  try {
    await mailer.send({ to: address, messageId, ...mailAbout(viewer.name, notifications, env().APP_URL ?? '') })
  } catch (error) {
    logError(error, { mail: messageId })
    return false
  }
  await pool(viewer).query('UPDATE notification_mail SET sent_at = $3 WHERE user_id = $1 AND message_id = $2', [viewer.userId, messageId, at])
  return true
}
