import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { openComplainant, readIdentityKeys, sealComplainant } from '../../api/complaints/vault.ts'
import { readReceiptCode, receiptCode, withoutPeople } from '../../domain/complainant.ts'

/** Who complained, locked away, and the code that is all they have. */

describe('who complained', () => {
  const who = { name: '张三', phone: '13812345678', confidential: true, words: '我是张三', place: '桂香巷' }
  const key = (id: string) => `${id}:${randomBytes(32).toString('base64url')}`
  const secret = randomBytes(32).toString('hex')

  test('is opened by its key, also after the key was changed, and only for its own case', () => {
    const [first, second] = [key('k1'), key('k2')]
    const { keyId, sealed } = sealComplainant(readIdentityKeys(first, secret), 'JB-1', who)
    expect(keyId).toBe('k1')
    const rotated = readIdentityKeys(`${second},${first}`, secret)
    expect(openComplainant(rotated, 'JB-1', { keyId, sealed })).toEqual(who)
    expect(sealComplainant(rotated, 'JB-1', who).keyId).toBe('k2')
    expect(() => openComplainant(rotated, 'JB-2', { keyId, sealed })).toThrow(/authenticate/)
    expect(() => openComplainant(readIdentityKeys(second, secret), 'JB-1', { keyId, sealed })).toThrow(/k1/)
    expect(() => readIdentityKeys('k1:short', secret)).toThrow(/32/)
  })

  test('its length tells nothing', () => {
    const keys = readIdentityKeys(undefined, secret)
    const anonymous = { ...who, name: '', phone: '' }
    expect(sealComplainant(keys, 'JB-1', who).sealed.length).toBe(
      sealComplainant(keys, 'JB-1', anonymous).sealed.length,
    )
  })

  test.each([
    ['我叫李四光，电话13812345678。', { name: '李四光', phone: '13812345678' }],
    ['打138-1234-5678或者 +86 138 1234 5678', { name: '', phone: '' }],
    ['座机 0550-1234567，邮箱 a.b@qq.com，身份证 34112219900101001X', { name: '', phone: '' }],
  ])('is taken out of the words: %s', (words, given) => {
    expect(withoutPeople(words, given)).not.toMatch(/\d{4}|李四光|@/)
  })
})

test('a receipt code forgives how it is typed, and never another sign', () => {
  for (let tried = 0; tried < 200; tried += 1) {
    const code = receiptCode(randomBytes(16))
    expect(code).toMatch(/^([0-9A-Y]{4}-){3}[0-9A-Y]{4}$/)
    expect(readReceiptCode(` ${code.toLowerCase().replaceAll('-', '')} `)).toBe(code)
    const at = tried % 4
    const other = code[at] === '7' ? '8' : '7'
    expect(readReceiptCode(code.slice(0, at) + other + code.slice(at + 1))).toBeNull()
  }
})
