import type { ThemeConfig } from 'antd'

/** One calm blue, square-ish corners, dense controls; the lights are the only loud colours on a page. */
const colors = {
  primary: '#1b4f8a',
  deep: '#12365f',
  ink: '#1f2933',
  quiet: '#55606d',
  line: '#d9dee5',
  ground: '#f3f5f8',
  official: '#b8181f',
} as const

export const theme: ThemeConfig = {
  token: {
    motion: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
    colorPrimary: colors.primary,
    colorInfo: colors.primary,
    colorLink: colors.primary,
    colorError: '#b3261e',
    colorWarning: '#8f5a00',
    colorSuccess: '#1d6b3a',
    colorText: colors.ink,
    colorTextSecondary: colors.quiet,
    colorTextDescription: colors.quiet,
    colorTextPlaceholder: '#6b7683',
    colorBorder: '#b9c2cd',
    colorBorderSecondary: colors.line,
    colorBgLayout: colors.ground,
    borderRadius: 3,
    fontSize: 15,
    fontFamily:
      '-apple-system, BlinkMacSystemFont, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif',
    wireframe: false,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
  },
  components: {
    Table: { cellPaddingBlock: 9, cellPaddingInline: 10, headerBg: '#eef1f5', headerColor: colors.ink },
    Button: { fontWeight: 500, primaryShadow: 'none', defaultShadow: 'none' },
  },
}
