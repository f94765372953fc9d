import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import type { Language, Text } from '../domain/text.ts'
import { theme } from './theme.ts'

const KEY = 'language'

type LanguageState = { language: Language; setLanguage: (language: Language) => void }
const LanguageContext = createContext<LanguageState | null>(null)

const remembered = (): Language => {
  try {
    return window.localStorage.getItem(KEY) === 'en' ? 'en' : 'zh'
  } catch {
    return 'zh'
  }
}

/** Lists open inside the landmark of their control, where assistive software looks for them. */
const within = (control?: HTMLElement): HTMLElement => control?.closest<HTMLElement>('header, main') ?? document.body

/** Gives the chosen language to the texts, to antd, to dayjs and to the document. Chinese unless chosen otherwise. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setState] = useState(remembered)
  const setLanguage = useCallback((next: Language) => {
    try {
      window.localStorage.setItem(KEY, next)
    } catch {
      // A browser that stores nothing still switches, for this visit.
    }
    setState(next)
  }, [])
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    dayjs.locale(language === 'zh' ? 'zh-cn' : 'en')
  }, [language])
  const state = useMemo(() => ({ language, setLanguage }), [language, setLanguage])
  return (
    <LanguageContext value={state}>
      <ConfigProvider
        locale={language === 'zh' ? zhCN : enUS}
        theme={theme}
        button={{ autoInsertSpace: false }}
        getPopupContainer={within}
      >
        {children}
      </ConfigProvider>
    </LanguageContext>
  )
}

/** The chosen language and how to change it. */
export function useLanguage(): LanguageState {
  const state = useContext(LanguageContext)
  if (!state) throw new Error('useLanguage outside of LanguageProvider')
  return state
}

/** Returns `t`, which picks the wording of a text in the chosen language. */
export function useText(): (text: Text) => string {
  const { language } = useLanguage()
  return useCallback((text: Text) => text[language], [language])
}
