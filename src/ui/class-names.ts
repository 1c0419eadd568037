/** Joins class names. The primitives' own stand in a lower layer (`globals.css`), so that what is added to them wins. */
export const classNames = (...names: (string | false | null | undefined)[]): string => names.filter(Boolean).join(' ')
