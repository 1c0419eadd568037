/** The cause-and-effect diagram as a tree: rows that name their parent, in the order they are drawn. */
import { cell, type Row, type SheetContent } from './tool-sheet'

export interface CauseNode {
  id: string
  text: string
  /** Something can be done about it: where a branch may end. */
  actionable: boolean
  /** 1 for a main bone. */
  depth: number
  children: CauseNode[]
}

/** The branches of the tree. A row whose parent is missing, or that is its own ancestor, stands as a main bone. */
export function causeTree({ rows }: Pick<SheetContent, 'rows'>): CauseNode[] {
  const ids = new Set(rows.map((row) => cell(row, 'id')))
  const parentOf = new Map(rows.map((row) => [cell(row, 'id'), ids.has(cell(row, 'parent')) ? cell(row, 'parent') : '']))
  const isLoop = (id: string): boolean => {
    const seen = new Set<string>()
    for (let at = parentOf.get(id) ?? ''; at !== ''; at = parentOf.get(at) ?? '') {
      if (at === id || seen.has(at)) return true
      seen.add(at)
    }
    return false
  }
  const childrenOf = (parent: string, depth: number): CauseNode[] =>
    rows
      .filter((row) => (isLoop(cell(row, 'id')) ? '' : parentOf.get(cell(row, 'id'))) === parent)
      .map((row) => nodeOf(row, depth, childrenOf))
  return childrenOf('', 1)
}

const nodeOf = (row: Row, depth: number, childrenOf: (parent: string, depth: number) => CauseNode[]): CauseNode => ({
  id: cell(row, 'id'),
  text: cell(row, 'cause'),
  actionable: cell(row, 'actionable') === 'yes',
  depth,
  children: cell(row, 'id') === '' ? [] : childrenOf(cell(row, 'id'), depth + 1),
})

/** The ends of all branches, in the order they are drawn. */
export const leavesOf = (nodes: readonly CauseNode[]): CauseNode[] => nodes.flatMap((node) => (node.children.length === 0 ? [node] : leavesOf(node.children)))

/** The rows in the order of the tree: every cause directly below its parent. */
export function inTreeOrder(content: SheetContent): Row[] {
  const flat = (nodes: readonly CauseNode[]): string[] => nodes.flatMap((node) => [node.id, ...flat(node.children)])
  const order = flat(causeTree(content))
  return [...content.rows].sort((a, b) => order.indexOf(cell(a, 'id')) - order.indexOf(cell(b, 'id')))
}
