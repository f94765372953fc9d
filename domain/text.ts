/** A sentence or label in both languages of the product. Chinese is the one that counts. */
export type Text = { zh: string; en: string }

export type Language = keyof Text

export const text = (zh: string, en: string): Text => ({ zh, en })
