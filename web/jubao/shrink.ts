/** Longest side of what is sent, and of the small picture that is kept beside the draft. Pixels. */
const SENT_SIDE = 1600
const SMALL_SIDE = 160

type Drawable = { image: CanvasImageSource; width: number; height: number; done: () => void }

async function drawable(file: Blob): Promise<Drawable> {
  if ('createImageBitmap' in window) {
    try {
      const image = await createImageBitmap(file, { imageOrientation: 'from-image' })
      return { image, width: image.width, height: image.height, done: () => image.close() }
    } catch {
      // Some browsers know fewer formats here than in a page.
    }
  }
  const url = URL.createObjectURL(file)
  const image = new Image()
  image.src = url
  await image.decode()
  return { image, width: image.naturalWidth, height: image.naturalHeight, done: () => URL.revokeObjectURL(url) }
}

function drawn({ image, width, height }: Drawable, side: number): HTMLCanvasElement {
  const scale = Math.min(1, side / Math.max(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width * scale))
  canvas.height = Math.max(1, Math.round(height * scale))
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas
}

/** A photo made small enough for a poor line, without where it was taken, and a picture of it to show. */
export async function shrink(file: Blob): Promise<{ photo: Blob; small: string }> {
  const from = await drawable(file)
  try {
    const photo = await new Promise<Blob | null>((resolve) =>
      drawn(from, SENT_SIDE).toBlob(resolve, 'image/jpeg', 0.82),
    )
    return { photo: photo ?? file, small: drawn(from, SMALL_SIDE).toDataURL('image/jpeg', 0.6) }
  } finally {
    from.done()
  }
}
