import { getTranslations } from 'next-intl/server'
import { AUDIT_ACTIONS, isAuditAction } from '@/domain/audit-log/audit-actions'

/** What a code of the log means, in the reader's words; a code of earlier times that is written no more stands as it is. */
export async function actionWords(): Promise<(code: string) => string> {
  const t = await getTranslations('auditActions')
  return (code) => (isAuditAction(code) ? t(code) : code)
}

/** The codes that someone means who typed part of the words; the beginning of a code means itself. */
export async function actionsMeant(text: string): Promise<string[]> {
  const t = await getTranslations('auditActions')
  const wanted = text.toLowerCase()
  return AUDIT_ACTIONS.filter((code) => t(code).toLowerCase().includes(wanted))
}
