/** The figures of a piece of evidence in words. */
import type { Evidence } from '../evidence-queries'

type Names = ((key: 'evidence.figureNames.state') => string) & { has: (key: 'evidence.figureNames.state') => boolean }
type Orders = (key: 'states.draft' | 'findings.wrong_record') => string

/** `Target 0.585 · Result 0.588536`: what the system drew is named in the screen's words, what people typed stays as it is. */
export function figureTexts({ figures, drawn, kind }: Pick<Evidence, 'figures' | 'drawn' | 'kind'>, t: Names, orders: Orders): string[] {
  return figures.map(({ name, value }) => {
    const key = `evidence.figureNames.${name}` as 'evidence.figureNames.state'
    const said = kind !== 'work_order' ? value : name === 'state' ? orders(`states.${value}` as 'states.draft') : name === 'finding' ? orders(`findings.${value}` as 'findings.wrong_record') : value
    return drawn && /^[A-Za-z]+$/.test(name) && t.has(key) ? `${t(key)} ${said}` : `${name} ${value}`
  })
}
