import 'server-only'
import * as z from 'zod'

const schema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** Signs the session cookies. `npm start` makes one and keeps it in the data folder. */
  BETTER_AUTH_SECRET: z.string().min(32).optional(),
  /** The address users type, when a proxy stands before the server. */
  APP_URL: z.url().optional(),
  /** How many proxies of yours stand before the server, each adding to `x-forwarded-for`. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(9).default(0),
  /** Folder of the photos, documents and reports people keep; outside of the web root. */
  TARIFF_AUDIT_FILES: z.string().min(1),
  /** Where mail goes out, `smtp://user:password@host:587`, and from whom; without both none is sent. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().min(3).optional(),
  /** Where the last seven daily backups lie, each year's first one, and the ends of the audit log's chains day by day. */
  TARIFF_AUDIT_BACKUPS: z.string().min(1).optional(),
  TARIFF_AUDIT_YEARLY_BACKUPS: z.string().min(1).optional(),
  TARIFF_AUDIT_ANCHORS: z.string().min(1).optional(),
  /** What a monitor shows to read the metrics; without it there are none. */
  METRICS_TOKEN: z.string().min(16).optional(),
})

let cached: z.infer<typeof schema> | undefined

/** The environment, checked once. @throws Error naming every variable that is missing or wrong. */
export function env(): z.infer<typeof schema> {
  if (cached) return cached
  const result = schema.safeParse(process.env)
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`The environment is not usable:\n${faults.join('\n')}`)
  }
  cached = result.data
  return cached
}
