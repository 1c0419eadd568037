import * as z from 'zod'

export const commentSchema = z.object({
  requestKey: z.uuid(),
  number: z.string().min(1).max(60),
  body: z.string().trim().min(1, 'comment-empty').max(2000, 'too-long'),
})
export type NewComment = z.infer<typeof commentSchema>

/** Someone who can be named in a comment or be given an order. */
export interface Colleague {
  id: string
  name: string
  username: string
}

/** Whom a text names with `@name` or `@username`; the longer of two names that begin alike wins. */
export function mentionedIn(body: string, colleagues: readonly Colleague[]): Colleague[] {
  const names = colleagues.flatMap((colleague) => [colleague.name, colleague.username].map((name) => ({ name, colleague }))).toSorted((a, b) => b.name.length - a.name.length)
  const found = new Set<Colleague>()
  for (let place = body.indexOf('@'); place >= 0; place = body.indexOf('@', place + 1)) {
    const rest = body.slice(place + 1)
    const named = names.find(({ name }) => name !== '' && rest.startsWith(name))
    if (named) found.add(named.colleague)
  }
  return [...found]
}
