import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { Complainant } from '../../domain/complainant.ts'

/** Where who complained is locked away: AES-256-GCM, bound to its case, under a key that has a name. */

export type IdentityKey = { id: string; key: Buffer }
/** The first key seals; all of them open, so that keys can be changed without touching what was sealed. */
export type IdentityKeys = readonly [IdentityKey, ...IdentityKey[]]

const NONCE = 12
const TAG = 16
const SIZES = [256, 1024, 4096, 16_384]

/**
 * Reads `name:base64url` pairs, comma-separated. Where none are given, one is derived from the installation's secret.
 * Throws an Error that says what is wrong.
 */
export function readIdentityKeys(given: string | undefined, secret: string): IdentityKeys {
  const base = { id: 'base', key: Buffer.from(hkdfSync('sha256', secret, '', 'complainant', 32)) }
  if (!given) return [base]
  const named = given.split(',').map((pair) => {
    const [id = '', encoded = ''] = pair.trim().split(':')
    const key = Buffer.from(encoded, 'base64url')
    if (id === '' || key.length !== 32)
      throw new Error(
        'CHUANGWEI_IDENTITY_KEYS: 名称:密钥，密钥为 32 字节的 base64url (name:key, 32 bytes as base64url)',
      )
    return { id, key }
  })
  // What was sealed before there were keys of its own can still be opened.
  const [first = base, ...others] = named
  return [first, ...others, base]
}

export function sealComplainant(
  keys: IdentityKeys,
  caseId: string,
  who: Complainant,
): { keyId: string; sealed: Buffer } {
  const [{ id, key }] = keys
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(caseId))
  // Padded, so that its length does not tell an anonymous complaint from one with a name.
  const plain = Buffer.from(JSON.stringify(who))
  const size = SIZES.find((candidate) => candidate >= plain.length) ?? plain.length
  const body = Buffer.concat([
    cipher.update(Buffer.concat([plain, Buffer.alloc(size - plain.length, ' ')])),
    cipher.final(),
  ])
  return { keyId: id, sealed: Buffer.concat([nonce, cipher.getAuthTag(), body]) }
}

/** Throws when the key is not there or what was sealed has been changed or moved to another case. */
export function openComplainant(
  keys: IdentityKeys,
  caseId: string,
  { keyId, sealed }: { keyId: string; sealed: Buffer },
): Complainant {
  const found = keys.find(({ id }) => id === keyId)
  if (!found) throw new Error(`no key ${keyId} among CHUANGWEI_IDENTITY_KEYS`)
  const decipher = createDecipheriv('aes-256-gcm', found.key, sealed.subarray(0, NONCE))
  decipher.setAAD(Buffer.from(caseId))
  decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG))
  const plain = Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()])
  return Complainant.parse(JSON.parse(plain.toString('utf8')))
}

/** A value that only this installation can compute, for `purpose`. */
export const keyed = (secret: string, purpose: string, value: string): Buffer =>
  createHmac('sha256', secret).update(`${purpose}\0${value}`).digest()
