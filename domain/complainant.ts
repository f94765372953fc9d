import { z } from 'zod'

/**
 * Who complained, and what they said word for word. It is kept apart from the case, encrypted, and goes to nobody
 * who has not said why they open it (handbook §1.4 no. 5, Petition Regulations §30).
 */
export const Complainant = z.object({
  name: z.string().max(60),
  phone: z.string().max(40),
  /** Whether they asked to be kept secret also where the law would let them be named. */
  confidential: z.boolean(),
  words: z.string().max(2000),
  place: z.string().max(200),
})
export type Complainant = z.infer<typeof Complainant>

const MASK = '＊＊＊'
const identifying = [
  // Mobile numbers, also written in groups; landlines; identity cards; e-mail addresses.
  /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/gu,
  /(?<!\d)0\d{2,3}[- ]\d{7,8}(?!\d)/gu,
  /(?<!\d)\d{17}[\dXx](?!\d)/gu,
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu,
]

/** Words as others may read them: without the complainant's name and number, nor any other number of somebody. */
export function withoutPeople(words: string, { name, phone }: Pick<Complainant, 'name' | 'phone'>): string {
  const given = [name, phone].map((part) => part.trim()).filter((part) => part.length >= 2)
  const masked = given.reduce((text, part) => text.replaceAll(part, MASK), words)
  return identifying.reduce((text, pattern) => text.replace(pattern, MASK), masked)
}

// No letter that is taken for a digit or another letter when it is read out or copied by hand; a prime number of signs,
// so that a weighted sum finds every wrong sign and every two that are swapped.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXY'
const SIGNS = 15

const checkSign = (signs: string): string =>
  ALPHABET[
    signs.split('').reduce((sum, sign, index) => sum + ALPHABET.indexOf(sign) * (index + 2), 0) % ALPHABET.length
  ] as string

/** The code by which a complaint is followed, of at least 15 random bytes: 74 bits and a check sign, in groups of four. */
export function receiptCode(random: Uint8Array): string {
  const signs = Array.from(random.slice(0, SIGNS), (byte) => ALPHABET[byte % ALPHABET.length]).join('')
  return grouped(signs + checkSign(signs))
}

const grouped = (signs: string): string => signs.replace(/(.{4})(?=.)/g, '$1-')

/** A code as it was typed, in its one form; null when it can't be one. */
export function readReceiptCode(typed: string): string | null {
  const signs = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s—–-]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  if (signs.length !== SIGNS + 1 || signs.split('').some((sign) => !ALPHABET.includes(sign))) return null
  return checkSign(signs.slice(0, SIGNS)) === signs.at(-1) ? grouped(signs) : null
}
