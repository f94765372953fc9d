import { PageOrientation } from 'docx'

/** Measures of GB/T 9704-2012 as the handbook gives them (§5), in twips; sizes in half points. */

export const PAGE = {
  size: { width: 11906, height: 16838, orientation: PageOrientation.PORTRAIT },
  margin: { top: 2098, bottom: 1984, left: 1588, right: 1474, footer: 1304, header: 850 },
}
export const BODY_WIDTH = 11906 - 1588 - 1474
/** 29 pt, exact: 22 lines of 28 characters to a page. */
export const LINE = 580
/** Of the smaller lines in tables: 20 pt, so that a form fits on its page. */
export const TABLE_LINE = 400

export const SIZE = { mark: 56, title: 44, body: 32, table: 24, caption: 21, page: 28 }

export const FONTS = { body: '仿宋_GB2312', title: '方正小标宋简体', heading: '黑体', page: '宋体' }
