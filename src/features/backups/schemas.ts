/** Kinds of job. */
export const BACKUP = 'backup'
export const BACKUP_PROOF = 'backup-proof'
