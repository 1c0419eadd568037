import { twMerge } from 'tailwind-merge'

/** Joins class names; a later one wins over an earlier one of the same property. */
export const classNames = (...names: (string | false | null | undefined)[]): string => twMerge(names.filter(Boolean).join(' '))
