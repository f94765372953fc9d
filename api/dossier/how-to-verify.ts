import { GENESIS } from '../../db/ledger.ts'

/** How somebody who has only the export checks it, without this software. */
export const howToVerify = `案卷核验说明

一、文件完整：MANIFEST.json 列出每个文件的字节数和 SHA-256（sha256sum 文件名 应与之相同）；missing 列出未导出的文件及原因。
二、留痕链：各案 ledger.json 按 seq 从 1 起连续；第一条的 prevHash 为
    ${GENESIS}
    其后每条的 prevHash 等于上一条的 hash；每条的 hash = SHA-256(prevHash + 换行符 + canonical)（UTF-8，小写十六进制）。
    canonical 即当时入链的原文，内含时间、经办人、内容。
三、照片：photos/ 下为上传原件，文件名即其 SHA-256，应与 case.json 中该照片的 sha256 相同。
四、重演：history.json 为流程引擎（Temporal）的完整历史（一案续接过的，此前各段依次为 history-1.json 等），可用相同版本程序的 Worker.runReplayHistory 重演；
    也可在系统中打开该案，点“重演核对”。
五、文书：documents/ 下的 DOCX 由留痕生成，以 ledger.json 为准。

How to verify this dossier

1. Files: MANIFEST.json has the size and SHA-256 of each file; "missing" says what was left out and why.
2. Chain: in each ledger.json seq runs from 1 without gaps; the first prevHash is the value above, every later one is
   the hash of the entry before; hash = SHA-256(prevHash + "\\n" + canonical), UTF-8, lower-case hex.
3. Photos: photos/ holds the originals, each named by its SHA-256, which case.json states too.
4. Re-run: history.json is the engine's (Temporal's) complete history (history-1.json and so on are its earlier
   runs, where it went on in a next one), for Worker.runReplayHistory of the same version,
   or the button "Run again and compare" on the case's page.
5. Documents: the DOCX files are made from the record; ledger.json prevails.
`
