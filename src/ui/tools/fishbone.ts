/** The cause-and-effect diagram drawn from its tree: main bones above and below the spine, smaller ones along them. */
import type { CauseNode } from '@/domain/quality/cause-tree'
import { dot, line, polygon, text, type Drawing, type Shape } from '../drawing/shapes'
import { textWidth, wrapped } from '../drawing/words'

const LINE = 22
const SPACE = 26
const LEAN = 0.45
const HEAD_WIDTH = 150
const SIZE = { twig: 12, bone: 13, head: 14 }

/** What hangs on a main bone, with how deep each is. */
const below = (nodes: readonly CauseNode[], depth = 0): { node: CauseNode; depth: number }[] => nodes.flatMap((node) => [{ node, depth }, ...below(node.children, depth + 1)])

interface Bone {
  node: CauseNode
  twigs: { node: CauseNode; depth: number }[]
  height: number
  /** Room it takes along the spine. */
  width: number
}

function boneOf(node: CauseNode): Bone {
  const twigs = below(node.children)
  const height = Math.max(70, twigs.length * LINE + 44)
  const widest = Math.max(textWidth(node.text, SIZE.bone) + 20, ...twigs.map(({ node: twig, depth }) => textWidth(twig.text, SIZE.twig) + depth * 14 + 26))
  return { node, twigs, height, width: widest + height * LEAN + SPACE }
}

/** Ends of branches that can be acted on have a filled dot, others an open one. Null without causes. */
export function fishboneDrawing(effect: string, tree: readonly CauseNode[]): Drawing | null {
  if (tree.length === 0) return null
  const bones = tree.map(boneOf)
  const pairs = Array.from({ length: Math.ceil(bones.length / 2) }, (_, place) => [bones[place * 2], bones[place * 2 + 1]] as const)
  const reach = (side: 0 | 1) => Math.max(0, ...pairs.map((pair) => pair[side]?.height ?? 0))
  const widths = pairs.map(([up, down]) => Math.max(up?.width ?? 0, down?.width ?? 0))
  const spineLength = widths.reduce((sum, width) => sum + width, 30)
  const spine = reach(0) + 34
  const shapes: Shape[] = [line(10, spine, spineLength, spine, 'ink', { strokeWidth: 3 })]
  let right = spineLength - 16
  // The first causes stand next to the head.
  pairs.forEach(([up, down], place) => {
    if (up) shapes.push(...boneShapes(up, right, spine, -1))
    if (down) shapes.push(...boneShapes(down, right, spine, 1))
    right -= widths[place] ?? 0
  })
  const lines = wrapped(effect, HEAD_WIDTH - 20, SIZE.head)
  const head = Math.max(44, lines.length * 20 + 16)
  return {
    width: spineLength + HEAD_WIDTH + 10,
    height: spine + Math.max(reach(1), head / 2) + 34,
    back: [
      ...shapes,
      polygon([[spineLength, spine - 9], [spineLength + 14, spine], [spineLength, spine + 9]], { fill: 'ink' }),
      { shape: 'rect', x: spineLength + 14, y: spine - head / 2, width: HEAD_WIDTH - 10, height: head, fill: 'raised', stroke: 'ink' },
      ...lines.map((content, place) => text(spineLength + 9 + HEAD_WIDTH / 2, spine - lines.length * 10 + 15 + place * 20, content, { size: SIZE.head, bold: true, anchor: 'middle', fill: 'ink' })),
    ],
    marks: [],
    front: [],
  }
}

function boneShapes({ node, twigs, height }: Bone, foot: number, spine: number, side: 1 | -1): Shape[] {
  const xAt = (distance: number) => foot - distance * LEAN
  const top = height
  const name = textWidth(node.text, SIZE.bone) + 16
  return [
    line(xAt(top), spine + side * top, foot, spine, 'ink', { strokeWidth: 2 }),
    { shape: 'rect', x: xAt(top) - name / 2, y: spine + side * top - (side === -1 ? 24 : 0), width: name, height: 24, fill: 'surface', stroke: 'accent' },
    text(xAt(top), spine + side * top + (side === -1 ? -7 : 17), node.text, { size: SIZE.bone, bold: true, anchor: 'middle', fill: 'accent' }),
    ...twigs.flatMap(({ node: twig, depth }, place): Shape[] => {
      const distance = top - 22 - place * LINE
      const [end, y] = [xAt(distance), spine + side * distance]
      const begin = end - depth * 14
      const left = begin - textWidth(twig.text, SIZE.twig) - 14
      const isEnd = twig.children.length === 0
      const back = place - twigs.findLastIndex((other, at) => at < place && other.depth === depth - 1)
      return [
        line(left, y, depth === 0 ? end : begin, y, depth === 0 ? 'ink' : 'muted'),
        // A smaller bone leads back to the one it explains.
        ...(depth === 0 ? [] : [line(begin, y, xAt(distance + back * LINE) - 4 - (depth - 1) * 14, y + side * back * LINE, 'muted')]),
        ...(isEnd ? [dot(left, y, 3, twig.actionable ? 'accent' : 'surface', { stroke: 'accent' })] : []),
        text(left + 7, y - 4, twig.text, { size: SIZE.twig, fill: isEnd ? 'ink' : 'muted' }),
      ]
    }),
  ]
}
