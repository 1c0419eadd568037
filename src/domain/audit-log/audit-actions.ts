/**
 * Everything that the audit log may say was done, `subject.verb-past`: what is not here cannot be recorded, and each has its words
 * in `messages/…/audit-actions.json`. Codes stay: entries are kept for years under the code that they were written with.
 */
export const AUDIT_ACTIONS = [
  'account.category-assigned', 'account.correction-reversed', 'account.energy-moved', 'account.moved', 'account.shown-in-full',
  'account.tariff-corrected',
  'accounts.exported-in-full', 'accounts.imported', 'accounts.initials-filled',
  'assignments.imported',
  'backup.made', 'backup.proven', 'backup.restored',
  'bills.checked', 'bills.imported',
  'calendar.days-added',
  'campaign.assigned', 'campaign.cancelled', 'campaign.extended', 'campaign.finished', 'campaign.planned', 'campaign.started',
  'chart-note.added', 'chart-note.removed',
  'complaint.answered', 'complaint.closed', 'complaint.dismissed', 'complaint.handed-over', 'complaint.investigating', 'complaint.received',
  'complaint.upheld',
  'demo.bills-brought', 'demo.loaded', 'demo.month-opened', 'demo.orders-loaded',
  'due-rule.added',
  'identity-setting.added', 'identity-setting.proposal-rejected', 'identity-setting.proposal-withdrawn', 'identity-setting.proposed',
  'import.checked', 'import.committed', 'import.discarded', 'import.mapped', 'import.row-confirmed', 'import.row-corrected', 'import.uploaded',
  'inspection.received', 'inspection.resolved',
  'job.cancelled', 'job.requested',
  'monthly-report.written',
  'order-batch.prepared', 'order-batch.uploaded',
  'penalty-rule.added',
  'qc-circle.created', 'qc-circle.meeting-recorded', 'qc-circle.member-changed', 'qc-circle.member-entered', 'qc-circle.training-recorded',
  'qc-project.benefit-confirmed', 'qc-project.check-recorded', 'qc-project.checks-planned', 'qc-project.created', 'qc-project.districts-marked',
  'qc-project.evidence-added', 'qc-project.gate-passed', 'qc-project.plan-agreed', 'qc-project.reopened', 'qc-project.review-recused',
  'qc-project.reviewed', 'qc-project.target-bound', 'qc-project.tool-added', 'qc-project.tool-removed', 'qc-project.tool-saved',
  'qc-type.saved',
  'recovery-target.set',
  'register.district-changed', 'register.proposal-discarded', 'register.proposed', 'register.round-trip-applied', 'register.undone',
  'server.checked',
  'statement.imported',
  'suspect.dismissed', 'suspect.reopened', 'suspect.snoozed',
  'suspects.scored',
  'tariff-category.change-proposed', 'tariff-category.change-rejected', 'tariff-category.changed',
  'tariff-draft.created', 'tariff-draft.discarded', 'tariff-draft.edited', 'tariff-draft.previewed', 'tariff-draft.released',
  'tariff-draft.returned', 'tariff-draft.submitted', 'tariff-draft.withdrawn',
  'tariff-version.released',
  'user.address-changed', 'user.created', 'user.let-back', 'user.logged-in', 'user.password-changed', 'user.password-reset', 'user.put-on-leave',
  'user.removed', 'user.rights-changed', 'user.second-factor-dropped', 'user.second-factor-reset', 'user.second-factor-set-up', 'user.session-ended',
  'user-request.approved', 'user-request.made', 'user-request.rejected',
  'view.deleted', 'view.saved',
  'work-order.applied', 'work-order.approved', 'work-order.assigned', 'work-order.attached', 'work-order.cancelled', 'work-order.closed',
  'work-order.commented', 'work-order.complained', 'work-order.created', 'work-order.detached', 'work-order.edited', 'work-order.origin-named',
  'work-order.raised', 'work-order.rejected', 'work-order.returned', 'work-order.reversal-prepared', 'work-order.reversed', 'work-order.submitted',
  'work-order.verified',
] as const
export type AuditAction = (typeof AUDIT_ACTIONS)[number]

/** What may have been done to things of one kind: `approved` of a `work-order`. */
export type DoneTo<Subject extends string, Action = AuditAction> = Action extends `${Subject}.${infer Done}` ? Done : never

export const isAuditAction = (text: string): text is AuditAction => (AUDIT_ACTIONS as readonly string[]).includes(text)
