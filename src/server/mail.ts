import 'server-only'
import { createTransport } from 'nodemailer'
import { env } from './env'

export interface Mail {
  to: string
  subject: string
  text: string
  /** The same for a repeat, by which a mail server and a reader know it for one. */
  messageId: string
}

export interface Mailer {
  send: (mail: Mail) => Promise<void>
  close: () => void
}

export const mailIsConfigured = (): boolean => env().SMTP_URL !== undefined && env().MAIL_FROM !== undefined

/** The way out for mail, or null where no server is set up. */
export function openMailer(): Mailer | null {
  const { SMTP_URL, MAIL_FROM } = env()
  if (SMTP_URL === undefined || MAIL_FROM === undefined) return null
  const transport = createTransport(SMTP_URL)
  return {
    send: async (mail) => void (await transport.sendMail({ from: MAIL_FROM, ...mail })),
    close: () => transport.close(),
  }
}
