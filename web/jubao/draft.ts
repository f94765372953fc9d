/** What was typed and uploaded so far, kept on this phone until it is sent. */
export type SentPhoto = { id: string; small: string }
export type Draft = {
  /** Makes sending again the same complaint. */
  commandId: string
  token: string
  /** When the token was given, ms. */
  since: number
  place: string
  words: string
  phone: string
  spot: string
  photos: SentPhoto[]
}

const KEY = 'jubao.draft'
/** The server takes a draft for three days. */
const FRESH_MS = 70 * 3_600_000

/** A random id, also in browsers that make none themselves. */
export const randomId = (): string => {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  // Older browsers, and pages that are not served over https.
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

const blank = (): Draft => ({
  commandId: randomId(),
  token: '',
  since: 0,
  place: '',
  words: '',
  phone: '',
  spot: '',
  photos: [],
})

/** The draft that was left here, or an empty one. Photos of a draft too old to be sent are left out. */
export function loadDraft(): Draft {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Partial<Draft> | null
    const draft = { ...blank(), ...kept }
    return Date.now() - draft.since < FRESH_MS ? draft : { ...draft, token: '', since: 0, photos: [] }
  } catch {
    return blank()
  }
}

export function saveDraft(draft: Draft): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(draft))
  } catch {
    // Private windows keep nothing: then it lasts as long as the page.
  }
}

export function forgetDraft(): Draft {
  try {
    localStorage.removeItem(KEY)
  } catch {
    // Nothing was kept.
  }
  return blank()
}
