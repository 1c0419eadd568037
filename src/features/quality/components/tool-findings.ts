/** What the figures of a tool come to, in words: the test used and its answer. Shown beside the tool and in the report. */
import { cell, type SheetContent } from '@/domain/quality/tool-sheet'
import type { ToolKind } from '@/domain/quality/vocabulary'
import { association, spreadOf } from '@/domain/statistics/association'
import { differenceInterval } from '@/domain/statistics/proportions'
import { pairsOf, seriesOf, valuesOf } from '@/ui/tools/tool-drawing'
import { formatProbability, formatStatistic } from '@/ui/format-statistic'
import { points, shareIn, type Words } from './confirmation-test'

export function toolFindings(kind: ToolKind, content: SheetContent, words: Words): string[] {
  switch (kind) {
    case 'scatter': {
      const found = association(pairsOf(content))
      return found ? [words('correlation', { r: formatStatistic(found.r), p: formatProbability(found.p), n: found.pairs, intercept: formatStatistic(found.intercept), slope: formatStatistic(found.slope) })] : []
    }
    case 'histogram': {
      const found = spreadOf(valuesOf(content))
      return found ? [words('spread', { mean: formatStatistic(found.mean), deviation: formatStatistic(found.deviation), n: found.values })] : []
    }
    case 'control-chart': {
      const found = seriesOf(content)
      return found ? [words(cell(content.settings, 'chart') === 'laney' ? 'controlLaney' : 'control', { run: found.longestRun, allowed: found.longestAllowed, outside: found.points.filter(({ outside }) => outside !== null).length, sigma: formatStatistic(found.sigmaZ) })] : []
    }
    case 'before-after':
      return content.rows.flatMap((row) => {
        const [before, after] = [shareIn(row, 'casesBefore', 'ofBefore'), shareIn(row, 'casesAfter', 'ofAfter')]
        if (!before || !after) return []
        const { low, high } = differenceInterval(after, before)
        return [words('beforeAfter', { item: cell(row, 'item'), difference: points(after.cases / after.of - before.cases / before.of), low: points(low), high: points(high) })]
      })
    case 'notes':
    case 'check-sheet':
    case 'pareto':
    case 'causes':
    case 'confirmations':
    case 'countermeasures':
    case 'radar':
    case 'standards':
    case 'plan':
      return []
  }
}
