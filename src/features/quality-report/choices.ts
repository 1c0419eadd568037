/** What there is to choose from, apart from the library that checks it: lists and forms show it at once. */
export const REPORT_LANGUAGES = ['zh-CN', 'en'] as const
