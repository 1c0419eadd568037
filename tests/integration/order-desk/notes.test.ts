import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { givenSubmitted, givenUser } from '@tests/factories/order-desk'
import { givenStation, type GivenStation } from '@tests/factories/register'
import { viewerAs } from '@tests/factories/viewers'
import { AT } from '@tests/factories/work-orders'
import { attachFile } from '@/features/attachments/commands/attach-file'
import { removeAttachment } from '@/features/attachments/commands/remove-attachment'
import { attachmentsOf, findAttachment } from '@/features/attachments/queries'
import { ATTACHMENT_LIMITS } from '@/features/attachments/schemas'
import { addComment } from '@/features/comments/commands/add-comment'
import { commentsOf } from '@/features/comments/queries'
import { getOrder } from '@/features/work-orders/queries'
import { db } from '@/server/db'
import { readKeptFile } from '@/server/files/file-store'
import { system } from '@/server/scope'

const clerk = viewerAs('clerk')
let station: GivenStation
let number: string
let key: { stationId: number; id: bigint }
let photo: Buffer
beforeAll(async () => {
  station = await givenStation()
  ;[number = ''] = await givenSubmitted(station, clerk, [{}])
  const { stationId, id } = await getOrder(clerk, number)
  key = { stationId, id }
  photo = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#0b63c5' } }).jpeg().withMetadata({ orientation: 6 }).toBuffer()
})

const elsewhere = () => viewerAs('clerk', { stations: [] })
const attach = (content: Uint8Array, more: { name?: string; requestKey?: string; viewer?: typeof clerk } = {}) =>
  attachFile(more.viewer ?? clerk, { requestKey: more.requestKey ?? randomUUID(), number, name: more.name ?? '门面.jpg', content }, AT)

describe('photos and documents', () => {
  it('are kept as they came, with a small upright picture', async () => {
    const { id } = await attach(photo)
    const kept = await findAttachment(clerk, number, BigInt(id))
    expect(kept).toMatchObject({ name: '门面.jpg', mediaType: 'image/jpeg', bytes: photo.length })
    expect((await readKeptFile(kept?.fileSha256 ?? '')).equals(photo)).toBe(true)
    const small = await sharp(await readKeptFile(kept?.thumbnailSha256 ?? '')).metadata()
    expect(small).toMatchObject({ format: 'webp', width: 240, height: 320 })
    expect(small.exif).toBeUndefined()
  })

  it('the same file on the same order is there once, also when its reply was lost', async () => {
    const requestKey = randomUUID()
    const [first, second] = await Promise.all([attach(photo, { requestKey }), attach(photo, { requestKey })])
    expect(second).toEqual(first)
    expect(await attach(photo, { name: 'another name.jpg' })).toEqual(first)
    expect(await attachmentsOf(clerk, key)).toHaveLength(1)
  })

  it.each([
    ['a script called a photo', Buffer.from('<script>alert(1)</script>'), 'attachment-wrong-kind'],
    ['a picture that is none', Buffer.from('\xff\xd8\xff\xe0 broken', 'latin1'), 'picture-broken'],
    ['an empty file', Buffer.alloc(0), 'file-empty'],
    ['too big a file', Buffer.alloc(ATTACHMENT_LIMITS.bytes + 1), 'file-too-big'],
  ])('%s is refused, and nothing is written', async (_, content, code) => {
    await expect(attach(content)).rejects.toMatchObject({ code })
    expect(await attachmentsOf(clerk, key)).toHaveLength(1)
  })

  it('cannot be seen or added from another station', async () => {
    const [{ id = 0n } = {}] = await attachmentsOf(clerk, key)
    expect(await findAttachment(elsewhere(), number, id)).toBeNull()
    expect(await attachmentsOf(elsewhere(), key)).toEqual([])
    await expect(attach(photo, { viewer: elsewhere() })).rejects.toMatchObject({ code: 'order-not-found' })
  })

  it('are taken off by whoever put them there, with a reason, and the log keeps that they were there', async () => {
    const [{ id = 0n } = {}] = await attachmentsOf(clerk, key)
    const remove = (viewer: typeof clerk) => removeAttachment(viewer, { requestKey: randomUUID(), number, id: String(id), reason: '传错了' }, AT)
    await expect(remove(viewerAs('clerk'))).rejects.toMatchObject({ code: 'attachment-not-found' })
    await remove(clerk)
    expect(await attachmentsOf(clerk, key)).toEqual([])
    expect(await db(system('test')).auditLog.findFirst({ where: { stationId: station.id, action: 'work-order.detached' } })).toMatchObject({ subjectKey: number, reason: '传错了' })
    await attach(photo)
    expect(await attachmentsOf(clerk, key)).toHaveLength(1)
  })
})

describe('comments', () => {
  const say = (body: string, requestKey = randomUUID()) => addComment(clerk, { requestKey, number, body }, AT)

  it('name colleagues who see the order, and nobody else', async () => {
    const near = await givenUser('supervisor', { name: '张建国', stationIds: [station.id] })
    const far = await givenUser('clerk', { name: '赵远', stationIds: [] })
    await say('@张建国 请看，@赵远 也看')
    const [comment] = await db(system('test')).workOrderComment.findMany({ where: { stationId: station.id }, orderBy: { id: 'desc' } })
    expect(comment?.mentions).toEqual([near.userId])
    expect(comment?.mentions).not.toContain(far.userId)
  })

  it('said twice by a double click stand once', async () => {
    const requestKey = randomUUID()
    const before = (await commentsOf(clerk, key)).length
    await Promise.all([say('好', requestKey), say('好', requestKey), say('好', requestKey)])
    expect(await commentsOf(clerk, key)).toHaveLength(before + 1)
    expect(await commentsOf(elsewhere(), key)).toEqual([])
  })
})
