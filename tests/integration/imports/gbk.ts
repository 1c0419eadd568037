/** Encodes text as GBK, which Node reads but does not write: the table is turned round from its decoder. */
const decoder = new TextDecoder('gbk')
const codes = new Map<string, number[]>()
for (let lead = 0x81; lead <= 0xfe; lead += 1) {
  for (let trail = 0x40; trail <= 0xfe; trail += 1) codes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail])
}

export const encode = (text: string): Buffer => Buffer.from([...text].flatMap((character) => (character.charCodeAt(0) < 0x80 ? [character.charCodeAt(0)] : (codes.get(character) ?? [0x3f]))))
