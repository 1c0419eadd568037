import sharp from 'sharp'
import { Random } from './random'

/** What a phone sends: landscape, scaled down. */
const WIDTH = 960
const HEIGHT = 640

/**
 * The pictures of a door of the demonstration, drawn, since nobody was there: the meter, and for a shop its front.
 * @param seed the same gives the same pictures
 * @returns JPEGs
 */
export async function doorPhotos(seed: number, shop: boolean): Promise<Buffer[]> {
  return Promise.all([meter(seed), ...(shop ? [shopFront(seed)] : [])].map((drawing) => sharp(Buffer.from(drawing)).jpeg({ quality: 72 }).toBuffer()))
}

const scene = (content: string): string => `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">${content}</svg>`
const box = (x: number, y: number, width: number, height: number, fill: string, radius = 0): string => `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}"/>`

/** A wall of bricks, the meter's box, its display with bars for figures, the lamp and two seals. */
function meter(seed: number): string {
  const random = new Random(seed)
  const bricks = Array.from({ length: 16 }, (_, row) => Array.from({ length: 11 }, (_, column) => box(column * 92 - (row % 2) * 46, row * 42, 88, 38, random.pick(['#a4745c', '#9c6c55', '#ac7d66'])))).flat()
  const figures = Array.from({ length: 6 }, (_, place) => box(368 + place * 40, 238 - random.between(0, 7), 24, 58, place === 5 ? '#b3402c' : '#27332a', 4))
  return scene([
    box(0, 0, WIDTH, HEIGHT, '#7d5644'), ...bricks, box(268, 90, 424, 470, '#d9dcdb', 18), box(296, 118, 368, 414, '#f1f3f2', 12), box(344, 206, 272, 116, '#b9c9b0', 8), ...figures,
    box(344, 352, 180, 20, '#9aa3a0', 4), box(344, 388, 130, 20, '#9aa3a0', 4), `<circle cx="590" cy="380" r="12" fill="${random.pick(['#d33b2c', '#6f1c14'])}"/>`,
    '<circle cx="330" cy="500" r="14" fill="#2f6fb0"/>', '<circle cx="630" cy="500" r="14" fill="#2f6fb0"/>',
  ].join(''))
}

/** A striped awning, a window with shelves of goods, a door, a freezer on the pavement. */
function shopFront(seed: number): string {
  const random = new Random(seed + 1)
  const colour = random.pick(['#c4473a', '#2f7d5b', '#2f6fb0'])
  const stripes = Array.from({ length: 12 }, (_, place) => box(80 + place * 67, 120, 67, 90, place % 2 === 0 ? colour : '#f4f1ea'))
  const goods = Array.from({ length: 3 }, (_, shelf) => Array.from({ length: 9 }, (_, place) => box(140 + place * 46, 268 + shelf * 84 + random.between(0, 13), 32, 50, random.pick(['#d9a441', '#7aa35a', '#c9605a', '#5b86b5']), 3))).flat()
  return scene([
    box(0, 0, WIDTH, HEIGHT, '#cdbfae'), box(0, 560, WIDTH, 80, '#8f8a83'), box(80, 40, 804, 80, '#3b3a38', 6), ...stripes, box(120, 240, 450, 290, '#e8eef0'), ...goods,
    ...[332, 416, 500].map((y) => box(120, y, 450, 6, '#8a7a66')), box(630, 230, 190, 330, '#5f6f78', 4), box(648, 250, 154, 180, '#cfe0e6'), box(830, 400, 110, 160, '#eef2f3', 8), box(842, 416, 86, 60, '#a9cbd8'),
  ].join(''))
}
