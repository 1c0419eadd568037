/**
 * What a user can mend: a rule refused the input. `code` names a message under `errors` in `src/messages`, `params`
 * fill it. Anything else that is thrown is a defect and reaches the user only as a reference number.
 */
export class DomainError extends Error {
  constructor(
    readonly code: string,
    readonly params: Readonly<Record<string, string | number>> = {},
  ) {
    super(Object.keys(params).length === 0 ? code : `${code} ${JSON.stringify(params)}`)
    this.name = 'DomainError'
  }
}

/** A code as a message's text can be chosen by it: the choices of a text hold no hyphens. */
export const choiceOf = (code: string): string => code.replaceAll('-', '_')
