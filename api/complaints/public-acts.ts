/** Whether a request is of the public page: it is logged without an address. */
export const isPublicAct = (url: string): boolean =>
  url.startsWith('/api/public/') || /^\/api\/trpc\/complaint\.(begin|report|follow|withdraw)\b/.test(url)
