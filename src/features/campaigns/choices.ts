/** What there is to choose from, apart from the library that checks it: lists and forms show it at once. */
export const CAMPAIGN_KINDS = ['suspects', 'districts', 'random_sample'] as const
export type CampaignKind = (typeof CAMPAIGN_KINDS)[number]
