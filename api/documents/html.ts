import { type Block, type DocumentContent, type Field, linesOf, type PhotoCell, printable, SEAL } from './model.ts'

/** The same document as a page to print: A4, margins, type and line pitch after GB/T 9704-2012. No script. */
export const htmlOf = (content: DocumentContent): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(content.number === null ? content.title : `${content.title} ${content.number}`)}</title>
<style>${css}</style>
</head>
<body>
<main class="${content.layout.toLowerCase()}">
${head(content)}
${content.blocks.map(written).join('\n')}
</main>
</body>
</html>
`

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (value: string): string => printable(value).replace(/[&<>"']/g, (sign) => marks[sign] ?? sign)
const broken = (value: string): string => linesOf(value).map(escaped).join('<br>')

const head = ({ issuer, number, title }: DocumentContent): string =>
  [
    issuer === null ? '' : `<p class="issuer">${escaped(issuer)}</p>`,
    issuer === null && number === null
      ? ''
      : `<p class="number${issuer === null ? '' : ' ruled'}">${escaped(number ?? '')}</p>`,
    `<h1>${escaped(title)}</h1>`,
  ].join('\n')

function written(block: Block): string {
  switch (block.kind) {
    case 'addressee':
      return `<p>${escaped(block.text)}</p>`
    case 'heading':
      return `<h2>${escaped(block.text)}</h2>`
    case 'paragraph':
      return linesOf(block.text)
        .map((line) => `<p class="body">${escaped(line)}</p>`)
        .join('\n')
    case 'closing':
      return `<p class="closing">${escaped(block.text)}</p>`
    case 'fields':
      return `<table class="fields"><tbody>${block.rows.map(field).join('')}</tbody></table>`
    case 'signature':
      return `<div class="signature"><p>${escaped(block.by)}</p><p>${escaped(block.date)}</p><p>${SEAL}</p></div>`
    case 'colophon':
      return `<div class="colophon"><p>抄送：${escaped(block.copies)}</p><p><span>${escaped(block.by)}</span><span>${escaped(block.date)}印发</span></p></div>`
    case 'photos':
      return `<section class="photos"><h2>${escaped(block.title)}</h2><div>${block.rows.flat().map(photo).join('')}</div></section>`
  }
}

const field = ({ label, value }: Field): string =>
  `<tr><th scope="row">${broken(label)}</th><td>${broken(value)}</td></tr>`

const photo = ({ id, caption }: PhotoCell): string =>
  id === null
    ? '<figure></figure>'
    : `<figure><img src="/api/evidence/${encodeURIComponent(id)}?w=1280" alt="${escaped(caption)}"><figcaption>${escaped(caption)}</figcaption></figure>`

const css = `
@page { size: A4 portrait; margin: 37mm 26mm 35mm 28mm; @bottom-center { content: '— ' counter(page) ' —'; font: 14pt SimSun, serif; } }
* { margin: 0; padding: 0; box-sizing: border-box; }
body { font: 16pt/29pt '仿宋_GB2312', FangSong_GB2312, FangSong, STFangsong, 'Noto Serif CJK SC', serif; color: #000; background: #fff; }
.issuer { color: #c00000; text-align: center; font: 28pt/45pt '方正小标宋简体', FZXiaoBiaoSong-B05S, STZhongsong, SimSun, 'Noto Serif CJK SC', serif; }
.letter .issuer { padding-top: 35mm; }
.number { text-align: center; margin-top: 29pt; min-height: 29pt; }
.ruled { padding-bottom: 4mm; border-bottom: 2.25pt solid #c00000; }
h1 { text-align: center; font: 22pt/34pt '方正小标宋简体', FZXiaoBiaoSong-B05S, STZhongsong, SimSun, 'Noto Serif CJK SC', serif; margin: 15pt 0; }
.letter h1 { margin: 58pt 0 29pt; }
h2 { font: 16pt/29pt SimHei, STHeiti, 'Noto Sans CJK SC', sans-serif; text-indent: 2em; break-after: avoid; }
.body, .closing { text-indent: 2em; text-align: justify; overflow-wrap: anywhere; }
.closing { margin-top: 29pt; font-family: SimHei, STHeiti, 'Noto Sans CJK SC', sans-serif; }
.fields { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: 12pt; line-height: 20pt; }
.fields th, .fields td { border: 0.75pt solid #000; padding: 3pt 6pt; text-align: left; vertical-align: middle; overflow-wrap: anywhere; }
.fields th { width: 30mm; text-align: center; font-weight: 400; }
.signature { width: fit-content; margin: 58pt 4em 0 auto; text-align: center; break-inside: avoid; }
.colophon { margin-top: 29pt; border: solid #000; border-width: 1pt 0; font-size: 14pt; line-height: 22pt; break-inside: avoid; }
.colophon p { padding: 3pt 1em; display: flex; justify-content: space-between; }
.colophon p + p { border-top: 0.7pt solid #000; }
.photos { margin-top: 29pt; }
@media print { .photos { break-before: page; margin-top: 0; } }
.photos h2 { text-indent: 0; }
.photos div { display: grid; grid-template-columns: 1fr 1fr; gap: 4mm; }
figure { break-inside: avoid; text-align: center; }
figure img { max-width: 100%; max-height: 79mm; }
figcaption { font-size: 10.5pt; line-height: 16pt; }
@media screen { body { background: #e8ebef; } main { width: 210mm; max-width: 100%; min-height: 297mm; margin: 8mm auto; padding: 37mm 26mm 35mm 28mm; background: #fff; } }
@media screen and (max-width: 760px) { main { padding: 20px; margin: 0; } .letter .issuer { padding-top: 0; } }
`
