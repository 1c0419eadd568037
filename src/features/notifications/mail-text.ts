import 'server-only'
import type { Notification } from './queries'
import { placeOf, type NotificationKind } from './schemas'

/** A mail is read away from any screen whose language one could know: it says everything in both. */
const LINES: Readonly<Record<NotificationKind, (of: Notification) => [string, string]>> = {
  approve: ({ number, accountName }) => [`${number} 等您审批（${accountName}）`, `${number} waits for your approval (${accountName})`],
  returned: ({ number, accountName }) => [`${number} 被退回（${accountName}）`, `${number} was returned (${accountName})`],
  raised: ({ number, accountName }) => [`${number} 核验未通过（${accountName}）`, `${number} was not verified (${accountName})`],
  overdue: ({ number, accountName }) => [`${number} 已超期（${accountName}）`, `${number} is overdue (${accountName})`],
  mentioned: ({ number, by }) => [`${by ?? ''} 在 ${number} 提到了您`, `${by ?? ''} named you in ${number}`],
  'backup-missing': () => ['超过一天没有数据备份', 'There has been no backup for more than a day'],
  'backup-failed': () => ['数据备份失败', 'A backup failed'],
  'proof-failed': () => ['备份的恢复验证失败', 'The newest backup could not be restored'],
  'check-missing': () => ['超过一天没有服务器日检', 'There has been no check of the server for more than a day'],
  'check-bad': () => ['服务器日检发现问题', 'The check of the server found something wrong'],
  'worker-silent': () => ['后台作业程序没有响应', 'The worker does not answer'],
  assigned: ({ number, accountName }) => [`${number} 交给您办理（${accountName}）`, `${number} was given to you (${accountName})`],
}

/** The mail about some notifications: what they are and where to open them, no more than that leaves the house. */
export function mailAbout(name: string, notifications: readonly Notification[], appUrl: string): { subject: string; text: string } {
  const lines = notifications.flatMap((notification) => {
    const [chinese, english] = LINES[notification.kind](notification)
    return [chinese, english, `${appUrl}${placeOf(notification)}`, '']
  })
  return { subject: `电价稽查：${notifications.length} 条通知 / Tariff Audit: ${notifications.length} notification(s)`, text: [`${name}：`, '', ...lines].join('\n') }
}
