import { useEffect, useRef, useState } from 'react'
import type { Photo } from '../../../domain/fields.ts'
import type { Text } from '../../../domain/text.ts'
import { newId } from '../../ids.ts'
import { uploadPhoto, whyNotPhoto } from './upload.ts'

/** A photo on its way: being sent, arrived as `photo`, or failed with the reason. `preview` is an object URL. */
export type Upload = {
  key: string
  file: File
  preview: string
  part: number
  photo: Photo | null
  failure: Text | null
  /** Trying again would not help: the file cannot be a photo. */
  final: boolean
}

const AT_ONCE = 2

const changed = (uploads: readonly Upload[], key: string, part: Partial<Upload>) =>
  uploads.map((upload) => (upload.key === key ? { ...upload, ...part } : upload))

function begin(file: File): Upload {
  const failure = whyNotPhoto(file)
  const preview = URL.createObjectURL(file)
  return { key: newId(), file, preview, part: 0, photo: null, failure, final: failure !== null }
}

/**
 * The photos being uploaded for one field. Two are sent at a time, which fills a poor line better than six that
 * all time out. One that arrived stays, with its `photo`, until it is dropped.
 */
export function useUploads() {
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const running = useRef(new Map<string, AbortController>())
  // What was begun stays marked until it is tried again: an effect may see a list older than the upload's end.
  const begun = useRef(new Set<string>())

  useEffect(() => {
    const free = Math.max(0, AT_ONCE - running.current.size)
    const waiting = uploads.filter(({ key, failure }) => failure === null && !begun.current.has(key))
    for (const { key, file } of waiting.slice(0, free)) {
      const abort = new AbortController()
      running.current.set(key, abort)
      begun.current.add(key)
      const tell = (part: Partial<Upload>) => setUploads((before) => changed(before, key, part))
      uploadPhoto(file, (part) => tell({ part }), abort.signal).then(
        (photo) => {
          running.current.delete(key)
          tell({ photo, part: 1 })
        },
        (failure: Text) => {
          running.current.delete(key)
          tell({ failure, part: 0 })
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
      setUploads((before) => [...before, ...files.slice(0, Math.max(0, room)).map(begin)]),
    retry: (key: string) => {
      begun.current.delete(key)
      setUploads((before) => changed(before, key, { failure: null, part: 0 }))
    },
    drop: (key: string) => {
      running.current.get(key)?.abort()
      running.current.delete(key)
      setUploads((before) => before.filter((upload) => upload.key !== key))
    },
  }
}
