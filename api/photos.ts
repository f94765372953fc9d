import { usablePhotos } from '../db/photos.ts'
import type { Reach } from '../db/reach.ts'
import { Photo } from '../domain/fields.ts'
import type { App } from './context.ts'
import { refuse } from './errors.ts'

/**
 * Checks every photo in a form against the store and writes the store's own hash into it. Returns the form and
 * the photos' ids. Throws PHOTO_UNKNOWN when one is not there or not this person's to show.
 */
export async function withStoredPhotos<F>(
  app: App,
  form: F,
  reach: Reach,
  caseId: string | null,
): Promise<{ form: F; photoIds: string[] }> {
  const photoIds = [...new Set(photosIn(form))]
  const stored = await usablePhotos(app.db, photoIds, reach, caseId)
  const missing = photoIds.filter((id) => !stored.has(id)).length
  if (missing > 0) throw refuse('PHOTO_UNKNOWN', { count: String(missing) })
  return { form: stamped(form, stored) as F, photoIds }
}

function photosIn(value: unknown): string[] {
  const photo = Photo.safeParse(value)
  if (photo.success) return [photo.data.id]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(photosIn) : []
}

function stamped(value: unknown, stored: Map<string, string>): unknown {
  const photo = Photo.safeParse(value)
  if (photo.success) return { id: photo.data.id, sha256: stored.get(photo.data.id) }
  if (Array.isArray(value)) return value.map((item) => stamped(item, stored))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, stamped(member, stored)]))
}
