/** Names that senders give their files are display text only: no path is ever made of them. */

const fallback = '照片'

/** The name to keep, from a URI-encoded header: without folders, controls and direction marks; at most 120 characters. */
export function originalName(header: string | string[] | undefined): string {
  const encoded = Array.isArray(header) ? header[0] : header
  let name = encoded ?? ''
  try {
    name = decodeURIComponent(name)
  } catch {
    // Not URI-encoded after all: taken as it is.
  }
  const cleaned = name
    .normalize('NFC')
    .replace(/^.*[\\/]/s, '')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"|?*]/gu, '')
    .trim()
  return Array.from(cleaned).slice(0, 120).join('') || fallback
}

/** The Content-Disposition that shows a photo and names it when it is saved; the shown copy is always a JPEG. */
export function inline(name: string): string {
  const file = `${name.replace(/\.\w{1,5}$/, '')}.jpg`
  const encoded = encodeURIComponent(file).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `inline; filename*=UTF-8''${encoded}`
}
