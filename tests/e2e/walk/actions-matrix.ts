import { randomUUID } from 'node:crypto'
import type { Permission } from '@/domain/identity/permissions'
import type { Facts } from './facts'

interface ActionRule {
  /** Who gets past the action client: a permission, everybody logged in (`people`), or anybody at all. */
  for: Permission | 'people' | 'everybody'
  /** Something of the station that a person of another one asks for: refused, and nothing happens. Absent where the action is about nothing of a station. */
  foreign?: (facts: Facts) => object
  /** What a person does not see is gone already for them: it says done, and nothing happens. */
  goneIsDone?: true
}

const requestKey = () => randomUUID()
const terms = { remainder: 'COM-1', splits: [] }
const correction = (accountNo: string) => ({ accountNo, terms, effectiveFrom: '2013-03-01', breach: null, alternating: null, finding: 'low_tariff_high_use', reason: 'walk', evidence: '' })
const on = (facts: Facts) => ({ requestKey: requestKey(), project: facts.project })
const about = (permission: ActionRule['for'], foreign?: (facts: Facts) => object): ActionRule => ({ for: permission, ...(foreign ? { foreign } : {}) })

/** Every server action there is, by the file under `src/features` and its name. One that is missing here fails the walk. */
export const ACTIONS: Readonly<Record<string, ActionRule>> = {
  'accounts/actions.ts showInFullAction': about('accounts.read', ({ accountNo }) => ({ accounts: [{ accountNo }], purpose: 'complaint', note: '' })),
  'attachments/actions.ts attachFileAction': about('work-orders.read'),
  'attachments/actions.ts removeAttachmentAction': about('work-orders.read', ({ order, attachment }) => ({ requestKey: requestKey(), number: order, id: attachment, reason: 'walk' })),
  'bill-checks/actions.ts requestCheckAction': about('bill-checks.run', () => ({ month: '2013-07', stationCode: '0107' })),
  'campaigns/actions.ts addToCampaignAction': about('campaigns.plan', ({ campaign, accountNo }) => ({ requestKey: requestKey(), number: campaign, accountNos: [accountNo] })),
  'campaigns/actions.ts assignInspectorAction': about('campaigns.plan', ({ campaign }) => ({ requestKey: requestKey(), number: campaign, districtCode: '0107-001', inspectorId: '' })),
  'campaigns/actions.ts createCampaignAction': about('campaigns.plan', () => ({ requestKey: requestKey(), stationCode: '0107', name: 'walk', kind: 'districts', districtCodes: ['0107-001'], accountNos: [], first: 0, seed: 1, startsOn: '2013-10-08', endsOn: '2013-10-31', visitCostYuan: '10', note: '' })),
  'campaigns/actions.ts moveCampaignAction': about('campaigns.plan', ({ campaign }) => ({ requestKey: requestKey(), number: campaign, version: 1, step: 'finish' })),
  'chart-notes/actions.ts addNoteAction': about('dashboard.annotate', () => ({ stationCode: '0107', districtCode: '', month: '2013-07', kind: 'weather', text: 'walk', requestKey: requestKey() })),
  'chart-notes/actions.ts removeNoteAction': { ...about('dashboard.annotate', ({ note }) => ({ id: note })), goneIsDone: true },
  'comments/actions.ts addCommentAction': about('work-orders.read', ({ order }) => ({ requestKey: requestKey(), number: order, body: 'walk' })),
  'complaints/actions.ts complaintStepAction': about('complaints.read', ({ complaint }) => ({ requestKey: requestKey(), number: complaint, version: 1, action: 'investigate' })),
  'complaints/actions.ts openComplaintAction': about('complaints.handle', ({ order }) => ({ requestKey: requestKey(), orderNumber: order, complainant: 'walk', contact: 'walk', content: 'walk' })),
  'dated-rules/actions.ts addRuleAction': about('rules.add'),
  'dated-rules/actions.ts ruleEffectAction': about('rules.add'),
  'guides/actions.ts guideAction': about('people'),
  'identity/actions.ts askUserChangeAction': about('users.request'),
  'identity/actions.ts beginSecondFactorAction': about('people'),
  'identity/actions.ts carryOutUserRequestAction': about('users.manage'),
  'identity/actions.ts changePasswordAction': about('people'),
  'identity/actions.ts confirmSecondFactorAction': about('people'),
  'identity/actions.ts decideUserRequestAction': about('users.approve'),
  'identity/actions.ts dropSecondFactorAction': about('people'),
  'identity/actions.ts endSessionAction': about('people'),
  'identity/actions.ts logInAction': about('everybody'),
  'identity/actions.ts logOutAction': about('everybody'),
  'identity/actions.ts passCodeAction': about('everybody'),
  'imports/actions.ts checkImportAction': about('imports.write', ({ importId }) => ({ id: importId, version: 1 })),
  'imports/actions.ts chooseMappingAction': about('imports.write', ({ importId }) => ({ id: importId, version: 1, kind: 'category-months', mapping: { month: 0, station: 1, category: 2, accounts: 3, energyKwh: 4, amountYuan: 5 }, source: 'walk' })),
  'imports/actions.ts commitImportAction': about('imports.write', ({ importId }) => ({ id: importId, version: 1 })),
  'imports/actions.ts confirmRowAction': about('imports.write', ({ importId }) => ({ id: importId, version: 1, rowNo: 2, reason: 'walk' })),
  'imports/actions.ts correctRowAction': about('imports.write', ({ importId }) => ({ id: importId, version: 1, rowNo: 2, column: 'month', value: '2013-07', reason: 'walk' })),
  'imports/actions.ts discardImportAction': about('imports.write', ({ importId }) => ({ id: importId, version: 1 })),
  'inspections/actions.ts openOrderAction': about('work-orders.prepare', ({ inspection }) => ({ inspection })),
  'inspections/actions.ts resolveConflictAction': about('people', ({ inspection }) => ({ requestKey: requestKey(), inspection, keep: 'this' })),
  'jobs/actions.ts cancelJobAction': about('bill-checks.run', ({ job }) => ({ id: job })),
  'jobs/actions.ts jobProgressAction': about('bill-checks.read'),
  'monthly-reports/actions.ts requestReportAction': about('monthly-reports.request', () => ({ month: '2013-07', stationCode: '0107', locale: 'zh-CN' })),
  'notifications/actions.ts markReadAction': about('people'),
  'notifications/actions.ts setAddressAction': about('people'),
  'order-desk/actions.ts assignOrderAction': about('work-orders.read', ({ order }) => ({ requestKey: requestKey(), number: order, assigneeId: null, seenAssigneeId: null })),
  'order-desk/actions.ts decideOneAction': about('work-orders.read', ({ order }) => ({ requestKey: requestKey(), number: order, version: 1, decision: 'approve' })),
  'order-desk/actions.ts prepareBatchAction': about('work-orders.read', ({ order }) => ({ requestKey: requestKey(), decision: 'approve', chosen: { orders: [{ number: order, version: 1 }] } })),
  'order-desk/actions.ts startBatchAction': about('work-orders.read', () => ({ requestKey: requestKey(), id: '999999' })),
  'order-desk/actions.ts uploadBatchAction': about('work-orders.read'),
  'quality-report/actions.ts requestReportAction': about('quality.read', ({ project }) => ({ project, locale: 'zh-CN' })),
  'quality/actions.ts addSheetAction': about('quality.write', (facts) => ({ ...on(facts), step: 'causes', kind: 'pareto', title: 'walk' })),
  'quality/actions.ts bindTargetAction': about('quality.write'),
  'quality/actions.ts booksRowsAction': about('quality.write'),
  'quality/actions.ts confirmBenefitAction': about('quality.confirm', (facts) => ({ ...on(facts), amountYuan: '1', basis: 'walk' })),
  'quality/actions.ts createCircleAction': about('quality.write', () => ({ requestKey: requestKey(), station: '0107', name: 'walk', foundedOn: '2013-01-01' })),
  'quality/actions.ts createProjectAction': about('quality.write', ({ circle }) => ({ requestKey: requestKey(), circle, title: 'walk', type: 'problem-solving', startedOn: '2013-01-01' })),
  'quality/actions.ts markDistrictsAction': about('quality.write', (facts) => ({ ...on(facts), districts: ['0107-001'], month: null })),
  'quality/actions.ts moveProjectAction': about('quality.write', (facts) => ({ ...on(facts), move: 'pass', version: 1, step: 'topic' })),
  'quality/actions.ts recordCheckAction': about('quality.write', ({ project }) => ({ project, id: '1', followed: true, finding: 'walk' })),
  'quality/actions.ts recordSessionAction': about('quality.write'),
  'quality/actions.ts saveMemberAction': about('quality.write'),
  'quality/actions.ts saveReviewAction': about('quality.review', ({ project }) => ({ project, recused: true, scores: {}, comment: 'walk' })),
  'quality/actions.ts saveSheetAction': about('quality.write'),
  'quality/actions.ts saveTypeAction': about('quality.configure'),
  'quality/actions.ts scheduleChecksAction': about('quality.write', (facts) => ({ ...on(facts), measure: '1', standardNo: 'Q/1', dueOn: ['2014-01-01'] })),
  'quality/actions.ts setPlanBaselineAction': about('quality.write', (facts) => ({ ...on(facts), reason: 'walk' })),
  'quality/evidence-actions.ts addFileEvidenceAction': about('quality.write'),
  'quality/evidence-actions.ts addLinkedEvidenceAction': about('quality.write', (facts) => ({ ...on(facts), step: 'topic', kind: 'work_order', title: 'walk', reference: facts.order, figures: [] })),
  're-pricing/actions.ts requestRePricingAction': about('bill-checks.run', () => ({ month: '2013-07', stationCode: '0107', category: 'RES-1', target: { kind: 'category', code: 'COM-1' } })),
  'recovery-targets/actions.ts setTargetAction': about('dashboard.set-targets', () => ({ stationCode: '0107', effectiveFrom: '2013-07', monthlyYuan: '1' })),
  'register-changes/actions.ts applyProposalAction': about('register.change', ({ change }) => ({ id: change, reason: 'walk', requestKey: requestKey() })),
  'register-changes/actions.ts changeDistrictAction': about('register.change', ({ accountNo }) => ({ selection: { accountNos: [accountNo], all: false, q: '', station: '', district: '', category: '' }, station: '0107', district: '0107-002', reason: 'walk', seen: '', requestKey: requestKey() })),
  'register-changes/actions.ts discardProposalAction': about('register.change', ({ change }) => ({ id: change })),
  'register-changes/actions.ts moveAccountAction': about('register.change', ({ accountNo }) => ({ accountNo, from: '0107', station: '0107', district: '0107-002', reason: 'walk', requestKey: requestKey() })),
  'register-changes/actions.ts proposeChangesAction': about('register.change'),
  'register-changes/actions.ts undoChangeAction': about('register.change', ({ change }) => ({ id: change, reason: 'walk', requestKey: requestKey() })),
  'saved-views/actions.ts deleteViewAction': about('people'),
  'saved-views/actions.ts saveViewAction': about('people'),
  'server-checks/actions.ts requestCheckAction': about('server-checks.read'),
  'suspects/actions.ts markSuspectAction': about('suspects.decide', ({ accountNo }) => ({ requestKey: requestKey(), accountNo, decision: 'reopen' })),
  'suspects/actions.ts requestScoringAction': about('suspects.decide', () => ({ stationCode: '0107' })),
  'tariff-categories/actions.ts changeCategoryAction': about('tariffs.draft'),
  'tariff-categories/actions.ts decideChangeAction': about('tariffs.read'),
  'tariff-drafts/actions.ts createDraftAction': about('tariffs.draft'),
  'tariff-drafts/actions.ts decideDraftAction': about('tariffs.read'),
  'tariff-drafts/actions.ts importDocumentsAction': about('tariffs.draft'),
  'tariff-drafts/actions.ts importTableAction': about('tariffs.draft'),
  'tariff-drafts/actions.ts previewDraftAction': about('tariffs.draft'),
  'tariff-drafts/actions.ts readPriceTableAction': about('tariffs.draft'),
  'tariff-drafts/actions.ts saveDraftAction': about('tariffs.draft'),
  'work-orders/actions.ts createOrderAction': about('work-orders.prepare', ({ accountNo }) => ({ ...correction(accountNo), requestKey: requestKey(), submit: false })),
  'work-orders/actions.ts decideOrderAction': about('work-orders.read', ({ order }) => ({ requestKey: requestKey(), number: order, version: 1, decision: 'close' })),
  'work-orders/actions.ts editOrderAction': about('work-orders.prepare', ({ accountNo, order }) => ({ ...correction(accountNo), requestKey: requestKey(), number: order, version: 1, submit: false })),
  'work-orders/actions.ts previewCorrectionAction': about('work-orders.prepare', ({ accountNo }) => ({ accountNo, terms, effectiveFrom: '2013-03-01', breach: null, alternating: null })),
  'work-orders/actions.ts reverseOrderAction': about('work-orders.prepare', ({ order }) => ({ requestKey: requestKey(), number: order, version: 1, reason: 'walk', submit: false })),
}
