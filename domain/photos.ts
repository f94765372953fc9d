/** What a photo may be, for the screen that offers it and the API that takes it. */

export const photoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const
export const MAX_PHOTO_BYTES = 15 * 1024 * 1024
/** Width times height: what a phone takes in its normal mode, and far below what would exhaust memory. */
export const MAX_PHOTO_PIXELS = 40_000_000
/** Longest side, in pixels, of the copy that is shown. */
export const SHOWN_SIDE = 2560
/** Smaller copies that can be asked for, by width in pixels. */
export const thumbnailWidths = [320, 640, 1280] as const
/** Photos one person may upload in a day, unless the setting `photosPerDay` says otherwise. */
export const PHOTOS_PER_DAY = 300
