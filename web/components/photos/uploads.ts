import { useEffect, useRef, useState } from 'react'
import type { Photo } from '../../../domain/fields.ts'
import type { Text } from '../../../domain/text.ts'
import { newId } from '../../ids.ts'
import { uploadPhoto, whyNotPhoto } from './upload.ts'

/** A photo on its way: still being sent, or failed with the reason. `preview` is an object URL. */
export type Upload = { key: string; file: File; preview: string; part: number; failure: Text | null; final: boolean }

const AT_ONCE = 2

/**
 * The photos being uploaded for one field; each that arrives is handed to `onStored`. Two are sent at a time,
 * which fills a poor line better than six that all time out.
 */
export function useUploads(onStored: (photo: Photo, preview: string) => void) {
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const stored = useRef(onStored)
  stored.current = onStored
  const running = useRef(new Map<string, AbortController>())
  // What was begun stays marked until it is tried again: an effect may see a list older than the upload's end.
  const begun = useRef(new Set<string>())

  const change = (key: string, part: Partial<Upload>) =>
    setUploads((before) => before.map((upload) => (upload.key === key ? { ...upload, ...part } : upload)))

  useEffect(() => {
    const free = AT_ONCE - running.current.size
    const next = uploads.filter(({ key, failure }) => failure === null && !begun.current.has(key)).slice(0, Math.max(0, free))
    for (const { key, file, preview } of next) {
      const abort = new AbortController()
      running.current.set(key, abort)
      begun.current.add(key)
      uploadPhoto(file, (part) => change(key, { part }), abort.signal).then(
        (photo) => {
          running.current.delete(key)
          stored.current(photo, preview)
          setUploads((before) => before.filter((upload) => upload.key !== key))
        },
        (failure: Text) => {
          running.current.delete(key)
          change(key, { failure, part: 0 })
        },
      )
    }
  }, [uploads])

  useEffect(() => {
    const sending = running.current
    return () => {
      for (const abort of sending.values()) abort.abort()
    }
  }, [])

  return {
    uploads,
    /** Takes files up to `room`; those that cannot be photos stay in the list with the reason. */
    add: (files: readonly File[], room: number) =>
      setUploads((before) => [
        ...before,
        ...files.slice(0, Math.max(0, room)).map((file): Upload => {
          const failure = whyNotPhoto(file)
          return { key: newId(), file, preview: URL.createObjectURL(file), part: 0, failure, final: failure !== null }
        }),
      ]),
    retry: (key: string) => {
      begun.current.delete(key)
      change(key, { failure: null, part: 0 })
    },
    drop: (key: string) => {
      running.current.get(key)?.abort()
      running.current.delete(key)
      setUploads((before) => before.filter((upload) => upload.key !== key))
    },
  }
}
