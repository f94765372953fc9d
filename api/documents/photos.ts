import type { DocumentPhoto } from '../../db/document-reads.ts'
import { readWhole } from '../evidence/files.ts'
import { makeThumbnail } from '../evidence/photo.ts'
import { type DocumentContent, type LoadedPhoto, photosOf } from './model.ts'

/** Wide enough for print at half a page's width, light enough to send on. */
const WIDTH = 1280

/** The photos that a document shows, by id; one that is missing or altered is left out, and the document says so. */
export async function loadPhotos(
  dataDir: string,
  stored: Map<string, DocumentPhoto>,
  content: DocumentContent,
): Promise<Map<string, LoadedPhoto>> {
  const loaded = new Map<string, LoadedPhoto>()
  for (const id of new Set(photosOf(content))) {
    const photo = stored.get(id)
    const whole = photo && (await readWhole(dataDir, photo.servedKey))
    if (whole) loaded.set(id, { jpeg: await makeThumbnail(whole, WIDTH), width: photo.width, height: photo.height })
  }
  return loaded
}
