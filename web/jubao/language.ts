import type { Language, Text } from '../../domain/text.ts'

const KEY = 'jubao.language'
let language: Language = stored() === 'en' ? 'en' : 'zh'

function stored(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}

/** A text in the language that the page is read in. */
export const say = (text: Text): string => text[language]

export function switchLanguage(): void {
  language = language === 'zh' ? 'en' : 'zh'
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  try {
    localStorage.setItem(KEY, language)
  } catch {
    // A browser that keeps nothing shows Chinese the next time.
  }
}
