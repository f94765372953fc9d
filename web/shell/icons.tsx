import type { ReactNode } from 'react'

const drawn = (path: string): ReactNode => (
  <svg viewBox="0 0 24 24" aria-hidden="true" className="icon">
    <path d={path} />
  </svg>
)

/** Line icons of the menu; every one stands beside its word. */
export const icons = {
  inbox: drawn('M4 13l2.5-8h11L20 13v6H4zM4 13h4.5l1.5 2.5h4L15.500 13H20'),
  report: drawn('M4 8h4l1.500-2.500h5L16 8h4v11H4zM12 10.500v6M9 13.500h6'),
  problems: drawn('M5 6.500h14M5 12h14M5 17.500h9M17 15.500l2 2 3-3.500'),
  patrols: drawn('M6 20.500V4M6 5h11l-2.500 3.500L17 12H6M4 20.500h4'),
  complaints: drawn('M4 10v4h3l6 4V6l-6 4zM16 9.500a3.500 3.500 0 0 1 0 5M18.500 7a7 7 0 0 1 0 10'),
  launch: drawn('M6 3.500h8.500L19 8v12.500H6zM14 3.500V8.500h5M12.500 11.500v6M9.500 14.500h6'),
  notices: drawn('M5 4.500h14v15H5zM5 9.500h14M10 9.500v10M5 14.500h14'),
  talks: drawn('M4 5.500h11v8H9l-3 3v-3H4zM17.500 9.500H20v7h-2v2.500l-3-2.500h-4'),
  dispositions: drawn('M12 4v16M7.500 20h9M5 7.500h14M5 7.500L2.500 14h5zM19 7.500L16.500 14h5z'),
  referrals: drawn('M4 12h12M12 7.500l4.500 4.500-4.500 4.500M19.500 5v14'),
  unit: drawn('M4 20V8l8-4 8 4v12M2.500 20h19M9 20v-5h6v5M8.500 10.500h.4M12 10.500h.4M15.200 10.500h.4'),
  year: drawn('M4 20h16M6.500 17v-5M11 17V8M15.500 17v-7M20 17V5'),
  more: drawn('M4 7h16M4 12h16M4 17h16'),
  bell: drawn('M6 16.500V11a6 6 0 0 1 12 0v5.500l1.500 2h-15zM10 18.500a2 2 0 0 0 4 0'),
  stuck: drawn('M12 4L21 19.500H3zM12 10v4.500M12 16.800v.4'),
  interventions: drawn('M4 6h10M18 6h2M16 4v4M4 12h3M11 12h9M9 10v4M4 18h9M17 18h3M15 16v4'),
  health: drawn('M3 12.500h4l2.500-6.500 4 12 2.500-5.500h5'),
  calendar: drawn('M4.500 6h15v13.500h-15zM4.500 10.500h15M8.500 3.500V7.500M15.500 3.500V7.500'),
  schedules: drawn('M12 4.500a7.500 7.500 0 1 0 0 15 7.500 7.500 0 0 0 0-15zM12 8v4.500l3 2'),
  accounts: drawn('M12 12a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM5 20c0-4 3-6 7-6s7 2 7 6'),
} as const
