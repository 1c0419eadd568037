/** What there is to choose from, apart from the library that checks it: lists and forms show it at once. */
export const USER_REQUEST_KINDS = ['open', 'change_rights', 'leave', 'return', 'remove', 'reset_password', 'reset_second_factor'] as const
export type UserRequestKind = (typeof USER_REQUEST_KINDS)[number]

/** Kinds that say which rights the account shall have. */
export const GIVES_RIGHTS: readonly UserRequestKind[] = ['open', 'change_rights']
